using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Sms;

namespace FleetSim.Run;

/// <summary>What the reference platform must be told of a fleet's models; how they speak it finds out by itself.</summary>
public static class PlatformModels
{
    /// <summary>Protocol of the first notification, and where the firmware update object is.</summary>
    public static HandsetOptions[] Handsets(IEnumerable<HandsetModel> models) =>
    [
        .. models.DistinctBy(m => m.Model).Select(m => new HandsetOptions
        {
            Model = m.Model, Protocol = m.Dm.Version == DmVersion.V12 ? "" : "1.1", FumoRoots = ["./" + m.FumoRoot],
        }),
    ];

    /// <summary>Registration services other than China Mobile's, each once.</summary>
    public static ServiceOptions[] Services(IEnumerable<HandsetModel> models) =>
    [
        .. models.Where(m => m.Registration.Enabled)
            .Select(m => new ServiceOptions { Number = m.Registration.ServiceNumber, Port = m.Registration.Port, Form = FormOf(m.Registration.Uplink) })
            .Where(s => s.Number != RegistrationText.ServiceNumber || s.Port != RegistrationText.Port || s.Form != RegistrationForm.Cmcc)
            .Distinct(),
    ];

    private static RegistrationForm FormOf(UplinkForm form) => form == UplinkForm.ImeiImsiManModSw ? RegistrationForm.Unicom : RegistrationForm.Cmcc;
}
