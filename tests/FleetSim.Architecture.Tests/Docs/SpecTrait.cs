namespace FleetSim.Architecture.Tests.Docs;

/// <summary>One spec trait, taken apart: "document, clause".</summary>
/// <param name="Document">Up to the first comma.</param>
/// <param name="Clause">Behind it; empty when the trait names the document as a whole.</param>
/// <param name="Test">Which test has it.</param>
internal sealed record SpecTrait(string Document, string Clause, string Test)
{
    public static IReadOnlyList<SpecTrait> All { get; } = [.. TestTrait.All.Where(t => t.Name == "spec").Select(Of)];

    private static SpecTrait Of(TestTrait trait)
    {
        string value = trait.Value;
        int comma = value.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? new SpecTrait(value.Trim(), "", trait.Test) : new SpecTrait(value[..comma].Trim(), value[(comma + 1)..].Trim(), trait.Test);
    }
}
