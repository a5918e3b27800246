using System.Text;

namespace FleetSim.Telemetry;

/// <summary>The word of a tag value: its name in snake case, made once, so that recording allocates nothing.</summary>
public static class TagWords
{
    /// <summary>All words of a list, in the order of its members.</summary>
    public static IReadOnlyList<string> All<TTag>()
        where TTag : struct, Enum => Words<TTag>.All;

    /// <summary>"power_cut_in_update" for <c>PowerCutInUpdate</c>.</summary>
    public static string Word<TTag>(this TTag tag)
        where TTag : struct, Enum => Words<TTag>.Of(tag);

    private static string SnakeCase(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1])))) word.Append('_');
            word.Append(char.ToLowerInvariant(name[i]));
        }
        return word.ToString();
    }

    private static class Words<TTag>
        where TTag : struct, Enum
    {
        public static readonly string[] All = [.. Enum.GetNames<TTag>().Select(SnakeCase)];

        // The lists count from 0 without gaps, so a member's value is its place.
        public static string Of(TTag tag) => All[System.Runtime.CompilerServices.Unsafe.As<TTag, int>(ref tag)];
    }
}
