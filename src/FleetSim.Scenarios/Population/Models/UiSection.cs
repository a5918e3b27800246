using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.ui: how the model talks to its user.</summary>
internal static class UiSection
{
    public static UiBehaviour Read(ConfigSection section, UiBehaviour given)
    {
        UiBehaviour read = given with
        {
            OptionalAlerts = section.Switch("optionalAlerts", given.OptionalAlerts),
            TimeoutAnswer = section.Choice("timeoutAnswer", given.TimeoutAnswer),
            Prompts = section.Choice("prompts", given.Prompts),
            ParameterMenu = section.Switch("parameterMenu", given.ParameterMenu),
            TextLimit = (int)section.Whole("textLimit", 1, 65_536, given.TextLimit),
        };
        section.Finish();
        return read;
    }
}
