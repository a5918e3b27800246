using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.tree: what the model's tree can do beyond what every tree must.</summary>
internal static class TreeSection
{
    public static TreeBehaviour Read(ConfigSection section, TreeBehaviour from)
    {
        TreeBehaviour read = from with
        {
            Properties = section.Flags("properties", from.Properties),
            Lists = section.Choice("lists", from.Lists),
            ImplicitParents = section.Switch("implicitParents", from.ImplicitParents),
            MissingNodeIsEmpty = section.Switch("missingNodeIsEmpty", from.MissingNodeIsEmpty),
            CapacityOctets = (int)section.Whole("capacityOctets", 0, 16 << 20, from.CapacityOctets),
            ValueOctets = (int)section.Whole("valueOctets", 1, 1 << 20, from.ValueOctets),
            StoreFails = section.Switch("storeFails", from.StoreFails),
            RollBackFails = section.Switch("rollBackFails", from.RollBackFails),
        };
        section.Finish();
        return read;
    }
}
