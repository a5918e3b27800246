using System.Globalization;

namespace FleetSim.Protocol.Interaction;

/// <summary>Numbers of choices as one text.</summary>
internal static class ChoiceText
{
    /// <summary>
    /// Numbers from 1 to <paramref name="choices"/>, ascending, each once. A dash separates ("2-3" is 2 and 3); handset makers' test data
    /// also has commas ("1-3,6"), which their own client does not take apart: here they separate as well.
    /// </summary>
    public static IReadOnlyList<int> Read(string text, int choices) =>
        [.. new SortedSet<int>(text.Split('-', ',').Select(Number).Where(number => number >= 1 && number <= choices))];

    private static int Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
