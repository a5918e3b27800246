namespace FleetSim.Architecture.Tests.Docs;

/// <summary>Rows of the Markdown tables of a page whose first cell is a `name` in backticks.</summary>
internal static class DocTable
{
    /// <summary>Name to the further cells of its row, backticks and blanks around them removed.</summary>
    public static IEnumerable<KeyValuePair<string, string[]>> Rows(string page) => Repository.Read(page).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => KeyValuePair.Create(cells[0].Trim('`'), cells[1..].Select(c => c.Trim('`')).ToArray()));
}
