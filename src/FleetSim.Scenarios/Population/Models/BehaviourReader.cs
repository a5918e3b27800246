using FleetSim.Device;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>The switches of a handset model. What a section does not name stays as it is: with a fresh model the defaults, with a shipped one its own values.</summary>
internal static class BehaviourReader
{
    public static HandsetModel Read(ConfigSection section, HandsetModel model)
    {
        HandsetModel read = model with
        {
            Dm = DmSection.Read(section.Section("dm"), model.Dm),
            Authentication = AuthenticationSection.Read(section.Section("authentication"), model.Authentication),
            TreeBehaviour = TreeSection.Read(section.Section("tree"), model.TreeBehaviour),
            Ui = UiSection.Read(section.Section("ui"), model.Ui),
            Registration = RegistrationSection.Read(section.Section("registration"), model.Registration),
            Firmware = FirmwareSection.Read(section.Section("firmware"), model.Firmware),
            Http = HttpSection.Read(section.Section("http"), model.Http),
        };
        section.Finish();
        return read;
    }
}
