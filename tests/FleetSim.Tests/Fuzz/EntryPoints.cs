using System.Reflection;
using FleetSim.Protocol;

namespace FleetSim.Tests.Fuzz;

/// <summary>The public methods of the protocol library that take what a peer sent, by their names.</summary>
internal static class EntryPoints
{
    private static readonly string[] Verbs = ["Decode", "Read", "Parse", "Judge", "Receive"];

    /// <summary>What reads values of our own process, or is part of another entry point.</summary>
    public static IReadOnlyList<string> OfOurOwn { get; } =
    [
        // A decoded bootstrap push reads its own document: fed through BootstrapPush.Read.
        "BootstrapPush.ReadMessage", "BootstrapPush.ReadProvisioning",

        // Which nodes of our own tree a server may see.
        "NodeListing.ReadableBy",
    ];

    public static IEnumerable<string> OfTheProtocol() =>
        from type in typeof(DecodeStatus).Assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && Array.Exists(Verbs, verb => method.Name.StartsWith(verb, StringComparison.Ordinal))
        group method by $"{type.Name}.{method.Name}" into entry
        select entry.Key;
}
