using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.firmware: how the model downloads, updates and reports.</summary>
internal static class FirmwareSection
{
    public static FirmwareBehaviour Read(ConfigSection section, FirmwareBehaviour given)
    {
        FirmwareBehaviour read = given with
        {
            AutoUpdate = section.Choice("autoUpdate", given.AutoUpdate),
            Resume = section.Choice("resume", given.Resume),
            InstallNotify = section.Choice("installNotify", given.InstallNotify),
            ChecksDescriptor = section.Switch("checksDescriptor", given.ChecksDescriptor),
            PackageOctets = section.Whole("packageOctets", 1, 1L << 40, given.PackageOctets),
            Types = section.Texts("types", given.Types, ModelTexts.IsMediaType, ModelTexts.MediaTypeMust),
            ReportType = section.Choice("reportType", given.ReportType),
            ReportFormat = section.Text("reportFormat", given.ReportFormat, text => text is "chr" or "int", "be chr or int"),
            ReportMark = section.Switch("reportMark", given.ReportMark),
            ReportsBeforeGivingUp = (int)section.Whole("reportsBeforeGivingUp", 0, 1000, given.ReportsBeforeGivingUp),
            KeepsPackage = section.Switch("keepsPackage", given.KeepsPackage),
        };
        if (read.Types.Count == 0) section.Fault("types", "must name a media type");
        section.Finish();
        return read;
    }
}
