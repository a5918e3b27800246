using FleetSim.Platform.Drills;
using FleetSim.Platform.Settings;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Engine;

/// <summary>
/// Takes registration messages and answers them: QB-E-008, self-registration (REG-02, REG-26). The number is the originating address;
/// a known IMEI with a new number is a changed SIM. A repeated message is confirmed again and does no harm.
/// </summary>
internal sealed class Registrar(
    PlatformOptions options, Fleet fleet, Campaign campaign, Bootstrapper bootstrapper, Ledger ledger, Tally tally, DrillBoard drills)
{
    private static readonly UplinkReply Nothing = new(0, []);

    private readonly IReadOnlyList<RegistrationService> _services = RegistrationService.All(options.Registration);

    /// <summary>Books a registration.</summary>
    /// <returns>What to answer, and the confirmation and bootstrap to send after the commit; nothing when it is no registration.</returns>
    public UplinkReply Receive(string source, string destination, ReadOnlySpan<byte> userData, bool hasHeader, DateTimeOffset now)
    {
        if (Decode(destination, userData, hasHeader) is not { } found) return Nothing;
        if (Msisdn.Parse(source) is not { } msisdn)
        {
            tally.CountFault(Fault.MalformedRegistration);
            return Nothing;
        }

        UplinkDraft answer = drills.Apply(found.Text.Handset.Imei, new UplinkDraft(0));
        if (answer.Status != 0) return new UplinkReply(answer.Status, []);
        tally.CountRegistration();
        ManagedDevice device = fleet.Enter(found.Text.Handset.Imei);
        lock (device)
        {
            Enter(device, msisdn, found.Service, found.Text, now);
            campaign.Registered(device, now);
            IReadOnlyList<Downlink> bootstrap = bootstrapper.For(device);
            return new UplinkReply(0, device.ConfirmOwed ? [.. Confirm(device, msisdn), .. bootstrap] : bootstrap);
        }
    }

    /// <summary>The confirmation was handed to the message centre.</summary>
    public void Confirmed(ManagedDevice device)
    {
        lock (device)
        {
            if (!device.ConfirmOwed) return;
            device.ConfirmOwed = false;
            tally.CountConfirmationOwed(-1);
            ledger.Device(device);
        }
    }

    /// <summary>A device from the books.</summary>
    /// <returns>The confirmation it is still owed; nothing when it is owed none.</returns>
    public IReadOnlyList<Downlink> Restore(ManagedDevice device)
    {
        if (device.Msisdn is not { } msisdn) return [];
        fleet.CountRegistered();
        if (!device.ConfirmOwed) return [];
        tally.CountConfirmationOwed(1);
        return Confirm(device, msisdn);
    }

    private void Enter(ManagedDevice device, Msisdn msisdn, RegistrationService service, Registration text, DateTimeOffset now)
    {
        if (device.Msisdn is null) fleet.CountRegistered();
        if (device.Msisdn != msisdn) device.RegisteredAt = now;
        device.Msisdn = msisdn;
        device.Manufacturer = fleet.Words.Of(text.Handset.Manufacturer);
        device.Model = fleet.Words.Of(text.Handset.Model);
        device.Version = fleet.Words.Of(text.Handset.SoftwareVersion);
        device.Registrations++;
        if (options.Registration.Confirm && !device.ConfirmOwed)
        {
            device.ConfirmOwed = true;
            tally.CountConfirmationOwed(1);
        }

        EnterService(device, service == _services[0] ? null : service.Number, text.Imsi);
        ledger.Device(device);
    }

    private void EnterService(ManagedDevice device, string? number, Imsi? imsi)
    {
        if (device.Service == number && device.Imsi == imsi) return;
        (device.Service, device.Imsi) = (number, imsi);
        ledger.Handset(device);
    }

    private (RegistrationService Service, Registration Text)? Decode(string destination, ReadOnlySpan<byte> userData, bool hasHeader)
    {
        Decoded<SmsUserData> decoded = UserData.Decode(userData, hasHeader);
        RegistrationService? service = _services.FirstOrDefault(s =>
            destination.EndsWith(s.Number, StringComparison.Ordinal) && decoded.IsDone && decoded.Value.Ports?.Destination == s.Port);
        if (service is null)
        {
            tally.CountFault(Fault.ForeignShortMessage);
            return null;
        }

        if (service.Read(decoded.Value!.Payload) is { } text) return (service, text);
        tally.CountFault(Fault.MalformedRegistration);
        return null;
    }

    /// <summary>The confirmation; after a drill had its hand in it, it counts as sent whatever goes out.</summary>
    private IReadOnlyList<Downlink> Confirm(ManagedDevice device, Msisdn msisdn)
    {
        Downlink honest = Confirmation(device, msisdn);
        DownlinkDraft draft = new(DownlinkKind.Confirmation, [honest]);
        DownlinkDraft drilled = drills.Apply(device.Imei, draft);
        if (drilled == draft) return draft.Messages;
        Confirmed(device);
        return [.. drilled.Messages.Select(m => m with { IsDrilled = true })];
    }

    private Downlink Confirmation(ManagedDevice device, Msisdn msisdn)
    {
        RegistrationService service = _services.FirstOrDefault(s => s.Number == device.Service) ?? _services[0];
        byte[] userData = UserData.Encode(service.Ports, null, RegistrationText.EncodeConfirmation(device.Imei, true));
        return new Downlink(DownlinkKind.Confirmation, device.Imei, msisdn, service.Number, userData);
    }
}
