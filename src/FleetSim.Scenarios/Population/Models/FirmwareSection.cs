using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.firmware: how the model downloads, updates and reports.</summary>
internal static class FirmwareSection
{
    public static FirmwareBehaviour Read(ConfigSection section, FirmwareBehaviour from)
    {
        FirmwareBehaviour read = from with
        {
            AutoUpdate = section.Choice("autoUpdate", from.AutoUpdate),
            Resume = section.Choice("resume", from.Resume),
            InstallNotify = section.Choice("installNotify", from.InstallNotify),
            ChecksDescriptor = section.Switch("checksDescriptor", from.ChecksDescriptor),
            PackageOctets = section.Whole("packageOctets", 1, 1L << 40, from.PackageOctets),
            Types = section.Texts("types", from.Types, ModelTexts.IsMediaType, ModelTexts.MediaTypeMust),
            ReportType = section.Choice("reportType", from.ReportType),
            ReportFormat = section.Text("reportFormat", from.ReportFormat, text => text is "chr" or "int", "be chr or int"),
            ReportMark = section.Switch("reportMark", from.ReportMark),
            ReportsBeforeGivingUp = (int)section.Whole("reportsBeforeGivingUp", 0, 1000, from.ReportsBeforeGivingUp),
            KeepsPackage = section.Switch("keepsPackage", from.KeepsPackage),
        };
        if (read.Types.Count == 0) section.Fault("types", "must name a media type");
        section.Finish();
        return read;
    }
}
