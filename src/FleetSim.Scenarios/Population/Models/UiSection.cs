using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.ui: how the model talks to its user.</summary>
internal static class UiSection
{
    public static UiBehaviour Read(ConfigSection section, UiBehaviour from)
    {
        UiBehaviour read = from with
        {
            OptionalAlerts = section.Switch("optionalAlerts", from.OptionalAlerts),
            TimeoutAnswer = section.Choice("timeoutAnswer", from.TimeoutAnswer),
            Prompts = section.Choice("prompts", from.Prompts),
            TextLimit = (int)section.Whole("textLimit", 1, 65_536, from.TextLimit),
        };
        section.Finish();
        return read;
    }
}
