using System.Text;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Vectors;

/// <summary>One line of tests/golden/vectors.md.</summary>
/// <param name="File">Its path in the folder of vectors.</param>
/// <param name="Reader">What it is read as: one of <see cref="VectorReading"/>.</param>
/// <param name="Gives">What reading it must give, in a line.</param>
/// <param name="TwinGives">The same of the sample that we made for the same case; null for a vector that is our own and lies in the repository.</param>
internal sealed record VectorRow(string File, string Reader, string Gives, string? TwinGives)
{
    private const string Own = "ours";

    public bool IsOurs => TwinGives is null;

    public static IReadOnlyList<VectorRow> All { get; } =
        [.. Encoding.UTF8.GetString(TestFiles.Golden("vectors.md")).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('/', StringComparison.Ordinal)).Select(Parse)];

    public override string ToString() => $"| {File} | {Reader} | {Escaped(Gives)} | {(TwinGives is null ? Own : Escaped(TwinGives))} |";

    private static VectorRow Parse(string line)
    {
        string[] cells = [.. line.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|').Select(cell => cell.Trim().Replace('\u0001', '|'))];
        return new VectorRow(cells[1], cells[2], cells[3], cells[4] == Own ? null : cells[4]);
    }

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
