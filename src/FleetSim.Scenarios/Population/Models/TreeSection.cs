using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.tree: what the model's tree can do beyond what every tree must.</summary>
internal static class TreeSection
{
    public static TreeBehaviour Read(ConfigSection section, TreeBehaviour given)
    {
        TreeBehaviour read = given with
        {
            Properties = section.Flags("properties", given.Properties),
            Lists = section.Choice("lists", given.Lists),
            ImplicitParents = section.Switch("implicitParents", given.ImplicitParents),
            MissingNodeIsEmpty = section.Switch("missingNodeIsEmpty", given.MissingNodeIsEmpty),
            CapacityOctets = (int)section.Whole("capacityOctets", 0, 16 << 20, given.CapacityOctets),
            ValueOctets = (int)section.Whole("valueOctets", 1, 1 << 20, given.ValueOctets),
            StoreFails = section.Switch("storeFails", given.StoreFails),
            RollBackFails = section.Switch("rollBackFails", given.RollBackFails),
        };
        section.Finish();
        return read;
    }
}
