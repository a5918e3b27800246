using FleetSim.Platform.Settings;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Engine;

/// <summary>
/// Takes registration messages and answers them: QB-E-008, self-registration (REG-02, REG-26). The number is the originating address;
/// a known IMEI with a new number is a changed SIM. A repeated message is confirmed again and does no harm.
/// </summary>
internal sealed class Registrar(PlatformOptions options, Fleet fleet, Campaign campaign, Ledger ledger, Tally tally)
{
    private readonly PortAddress _ports = new((ushort)options.Registration.Port, (ushort)options.Registration.Port);

    /// <summary>Books a registration.</summary>
    /// <returns>The confirmation to send after the commit; null when it is no registration or none is to be sent.</returns>
    public Downlink? Receive(string source, string destination, ReadOnlySpan<byte> userData, bool hasHeader, DateTimeOffset now)
    {
        if (Decode(destination, userData, hasHeader) is not { } uplink) return null;
        if (Msisdn.Parse(source) is not { } msisdn)
        {
            tally.CountFault(Fault.MalformedRegistration);
            return null;
        }

        tally.CountRegistration();
        ManagedDevice device = fleet.Enter(uplink.Imei);
        lock (device)
        {
            Enter(device, msisdn, uplink, now);
            campaign.Registered(device, now);
            return device.ConfirmOwed ? Confirmation(device, msisdn) : null;
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
    /// <returns>The confirmation it is still owed, or null.</returns>
    public Downlink? Restore(ManagedDevice device)
    {
        if (device.Msisdn is not { } msisdn) return null;
        fleet.CountRegistered();
        if (!device.ConfirmOwed) return null;
        tally.CountConfirmationOwed(1);
        return Confirmation(device, msisdn);
    }

    private void Enter(ManagedDevice device, Msisdn msisdn, RegistrationUplink uplink, DateTimeOffset now)
    {
        if (device.Msisdn is null) fleet.CountRegistered();
        if (device.Msisdn != msisdn) device.RegisteredAt = now;
        device.Msisdn = msisdn;
        device.Manufacturer = uplink.Manufacturer;
        device.Model = uplink.Model;
        device.Version = uplink.SoftwareVersion;
        device.Registrations++;
        if (options.Registration.Confirm && !device.ConfirmOwed)
        {
            device.ConfirmOwed = true;
            tally.CountConfirmationOwed(1);
        }

        ledger.Device(device);
    }

    private RegistrationUplink? Decode(string destination, ReadOnlySpan<byte> userData, bool hasHeader)
    {
        Decoded<SmsUserData> decoded = UserData.Decode(userData, hasHeader);
        bool addressed = destination.EndsWith(options.Registration.Number, StringComparison.Ordinal);
        if (!addressed || !decoded.IsDone || decoded.Value.Ports?.Destination != _ports.Destination)
        {
            tally.CountFault(Fault.ForeignShortMessage);
            return null;
        }

        Decoded<RegistrationUplink> uplink = RegistrationText.DecodeUplink(decoded.Value.Payload);
        if (!uplink.IsDone) tally.CountFault(Fault.MalformedRegistration);
        return uplink.Value;
    }

    private Downlink Confirmation(ManagedDevice device, Msisdn msisdn) => new(
        DownlinkKind.Confirmation, device.Imei, msisdn, options.Registration.Number,
        UserData.Encode(_ports, null, RegistrationText.EncodeConfirmation(device.Imei, true)));
}
