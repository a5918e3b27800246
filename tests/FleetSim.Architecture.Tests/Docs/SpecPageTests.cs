namespace FleetSim.Architecture.Tests.Docs;

/// <summary>docs/spec is what the tests' spec traits say. <c>FLEETSIM_REFRESH_DOCS=1</c> writes it anew; a build server refuses to.</summary>
public sealed class SpecPageTests
{
    private const string Switch = "FLEETSIM_REFRESH_DOCS";

    [Fact]
    public void The_pages_are_what_the_traits_say()
    {
        IReadOnlyDictionary<string, string> wanted = SpecPages.Generate();
        if (Environment.GetEnvironmentVariable(Switch) == "1") Refresh(wanted);
        Assert.True(Stale(wanted) is [], $"{string.Join(", ", Stale(wanted))}: stale; {Switch}=1 ./test.sh --only Architecture writes docs/spec anew");
    }

    [Theory]
    [InlineData("OMA-TS-DM_Protocol-V1_2_1")]
    [InlineData("OMA-TS-DM_RepPro-V1_2_1")]
    [InlineData("OMA-TS-DM_Security-V1_2_1")]
    [InlineData("OMA-TS-DM_Notification-V1_2_1")]
    [InlineData("SMPP 3.4")]
    public void A_document_that_matters_has_tests(string document) => Assert.Contains(SpecTrait.All, t => t.Document == document);

    [Fact]
    public void Every_gap_has_a_reason() => Assert.Empty(
        from section in SpecPages.Gaps()
        from line in section.Value.Split('\n')
        where line.StartsWith("- ", StringComparison.Ordinal) && !line.Contains(", because ", StringComparison.Ordinal)
        select $"{section.Key}: {line}");

    private static string[] Stale(IReadOnlyDictionary<string, string> wanted)
    {
        string folder = Path.Combine(Repository.Root, SpecPages.Folder);
        string[] present = [.. Directory.EnumerateFiles(folder, "*.md").Select(f => $"{SpecPages.Folder}/{Path.GetFileName(f)}").Where(f => f != SpecPages.NotImplemented)];
        return [.. wanted.Where(p => !present.Contains(p.Key) || Repository.Read(p.Key).ReplaceLineEndings("\n") != p.Value).Select(p => p.Key), .. present.Except(wanted.Keys)];
    }

    private static void Refresh(IReadOnlyDictionary<string, string> wanted)
    {
        Assert.True(Environment.GetEnvironmentVariable("CI") is not "true", "a build server does not refresh documents");
        string[] stale = Stale(wanted);
        foreach (string path in stale.Except(wanted.Keys)) File.Delete(Path.Combine(Repository.Root, path));
        foreach (string path in stale.Intersect(wanted.Keys)) File.WriteAllText(Path.Combine(Repository.Root, path), wanted[path]);
    }
}
