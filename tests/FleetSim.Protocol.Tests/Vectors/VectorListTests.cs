using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tests.Tnds;

namespace FleetSim.Protocol.Tests.Vectors;

/// <summary>
/// tests/golden/vectors.md, row by row: what each vector is read to, and the same of its twin. The last columns are written anew with
/// FLEETSIM_REFRESH_GOLDENS=1 and then read against the vectors' own description.
/// </summary>
public sealed class VectorListTests
{
    public static TheoryData<string> Files => [.. VectorRow.All.Select(row => row.File)];

    /// <summary>Twins that become a message or a tree, which has more to it than fits in a line.</summary>
    public static TheoryData<string> Whole =>
        [.. VectorRow.All.Where(row => row is { Reader: "message" or "tree" or "log", TwinGives: { } gives } && !gives.StartsWith("refused", StringComparison.Ordinal)).Select(row => row.File)];

    public static TheoryData<string> Foreign => [.. VectorRow.All.Where(row => !row.IsOurs).Select(row => row.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_vector_gives_what_its_row_says(string file)
    {
        VectorRow row = Row(file);
        Assert.Equal(row.Gives, VectorReading.Of(row.Reader, file, TestFiles.Vector(file)));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_twin_gives_what_its_row_says(string file)
    {
        VectorRow row = Row(file);
        Assert.Equal(row.TwinGives, VectorReading.Of(row.Reader, file, TestFiles.Twin(file)));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Every_field_of_a_twin_is_read(string file)
    {
        VectorRow row = Row(file);
        byte[] octets = TestFiles.Twin(file);
        SyncMlEncoding encoding = file.EndsWith(".wbxml", StringComparison.Ordinal) ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml;
        string text = row.Reader switch
        {
            "message" => ModelText.Of(SyncMl.Read.Message(octets, encoding, file)),
            "tree" => TreeText.Of(Trees.Read(octets, encoding, file)),
            _ => string.Concat(LogMessages.In(octets).Select(message => ModelText.Of(SyncMl.Read.Message(message.Octets, message.Encoding)))),
        };
        string expected = $"twins/{file}.expected.txt";
        if (MayRefresh()) File.WriteAllText(TestFiles.GoldenFolder(expected), text);
        Assert.Equal(Encoding.UTF8.GetString(TestFiles.Golden(expected)), text);
    }

    [Fact]
    public void Every_vector_has_a_row()
    {
        string[] present = [.. TestFiles.Vectors().Where(file => file != "README.md")];
        Assert.Equal(present, VectorRow.All.Select(row => row.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_vector_of_our_own_lies_in_the_repository_unchanged()
    {
        string[] ours = [.. VectorRow.All.Where(row => row.IsOurs).Select(row => row.File)];
        Assert.Equal(TestFiles.GoldenFiles("vectors"), ours.Order(StringComparer.Ordinal));
        TestFiles.Vectors();
        foreach (string file in ours) Assert.Equal(TestFiles.SharedVector(file), TestFiles.Golden("vectors/" + file));
    }

    [Fact]
    public void Every_other_vector_has_a_twin()
    {
        string[] twins = [.. TestFiles.GoldenFiles("twins").Where(file => !file.EndsWith(".expected.txt", StringComparison.Ordinal)).Select(file => file.EndsWith(".hex", StringComparison.Ordinal) ? file[..^4] : file).Order(StringComparer.Ordinal)];
        Assert.Equal(twins, VectorRow.All.Where(row => !row.IsOurs).Select(row => row.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_twin_is_no_copy()
    {
        TestFiles.Vectors();
        foreach (VectorRow row in VectorRow.All.Where(row => !row.IsOurs))
            Assert.NotEqual(Convert.ToHexString(TestFiles.SharedVector(row.File)), Convert.ToHexString(TestFiles.Twin(row.File)));
    }

    [Fact]
    public void The_list_is_what_its_rows_give()
    {
        string list = Encoding.UTF8.GetString(TestFiles.Golden("vectors.md"));
        string[] lines = list.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (VectorRow.All.FirstOrDefault(row => lines[i].StartsWith($"| {row.File} |", StringComparison.Ordinal)) is { } row) lines[i] = Anew(row).ToString();
        }

        if (MayRefresh()) File.WriteAllText(TestFiles.GoldenFolder("vectors.md"), string.Join('\n', lines));
        else Assert.Equal(list, string.Join('\n', lines));
    }

    private static VectorRow Anew(VectorRow row) => row with
    {
        Gives = row.IsOurs || TestFiles.HasVectors ? VectorReading.Of(row.Reader, row.File, TestFiles.Vector(row.File)) : row.Gives,
        TwinGives = row.IsOurs ? null : VectorReading.Of(row.Reader, row.File, TestFiles.Twin(row.File)),
    };

    private static VectorRow Row(string file) => VectorRow.All.Single(row => row.File == file);

    private static bool MayRefresh()
    {
        if (Environment.GetEnvironmentVariable("FLEETSIM_REFRESH_GOLDENS") != "1") return false;
        Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
        return true;
    }
}
