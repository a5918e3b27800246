using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Objects;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Sms;
using FleetSim.Scenarios;

namespace FleetSim.Run;

/// <summary>What the reference platform must be told of a fleet's models; how they speak it finds out by itself.</summary>
public static class PlatformModels
{
    /// <summary>Protocol of the first notification, and where the firmware update objects are.</summary>
    public static HandsetOptions[] Handsets(IEnumerable<HandsetModel> models) =>
    [
        .. models.DistinctBy(m => m.Model).Select(m => new HandsetOptions
        {
            Model = m.Model, Protocol = m.Dm.Version == DmVersion.V12 ? "" : "1.1", FumoRoots = [.. m.Tree.ObjectsOf(ObjectBinding.Fumo).Select(root => "./" + root)],
        }),
    ];

    /// <summary>A package for each firmware update object of a model, each requiring the one before; the last one has the version.</summary>
    public static PackageOptions[] Packages(IEnumerable<HandsetModel> models, PlatformSpec platform) => [.. models.DistinctBy(m => m.Model).SelectMany(model => Chain(model, platform))];

    /// <summary>Registration services other than China Mobile's, each once.</summary>
    public static ServiceOptions[] Services(IEnumerable<HandsetModel> models) =>
    [
        .. models.Where(m => m.Registration.Enabled)
            .Select(m => new ServiceOptions { Number = m.Registration.ServiceNumber, Port = m.Registration.Port, Form = FormOf(m.Registration.Uplink) })
            .Where(s => s.Number != RegistrationText.ServiceNumber || s.Port != RegistrationText.Port || s.Form != RegistrationForm.Cmcc)
            .Distinct(),
    ];

    private static IEnumerable<PackageOptions> Chain(HandsetModel model, PlatformSpec platform)
    {
        string last = $"{model.Id}-{platform.ToVersion}";
        int parts = Math.Max(1, model.Tree.ObjectsOf(ObjectBinding.Fumo).Count);
        string Name(int part) => part == parts ? last : $"{last}-part{part}";
        for (int part = 1; part <= parts; part++)
        {
            yield return new PackageOptions
            {
                Name = Name(part), Model = model.Model, Octets = platform.PackageOctets, Requires = part == 1 ? [] : [Name(part - 1)],
                ToVersion = $"{model.Model}-{platform.ToVersion}" + (part == parts ? "" : $"-part{part}"),
            };
        }
    }

    private static RegistrationForm FormOf(UplinkForm form) => form == UplinkForm.ImeiImsiManModSw ? RegistrationForm.Unicom : RegistrationForm.Cmcc;
}
