using FleetSim.Fuzz;
using FleetSim.Protocol;
using FleetSim.Tests.Decode;

namespace FleetSim.Tests.Fuzz;

/// <summary>The fixed budget of broken inputs; <c>fleetsim fuzz all --cases N</c> goes on without one.</summary>
public sealed class FuzzTests
{
    // FLEETSIM_FUZZ_CASES replaces the budget, in both directions.
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 200_000;

    public static TheoryData<string> Decoders => [.. FuzzTargets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void No_broken_input_throws_hangs_or_takes_more_memory_than_it_explains(string decoder)
    {
        FuzzRun run = new(FuzzTargets.Find(decoder)!, seed: 20);
        run.Run(0, Cases);
        Assert.Empty(run.Findings.Select(f => $"case {f.Number}: {f.What}: {f.Detail}: {Convert.ToHexString(f.Input)}"));
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_seed_input_is_itself_good_or_close_to_it(string decoder)
    {
        FuzzTarget target = FuzzTargets.Find(decoder)!;
        Assert.Contains(target.Seeds, seed => target.Decode(seed) is { Accepted: true, Complaint: null });
    }

    [Fact]
    public void A_case_is_the_same_whenever_it_is_made()
    {
        byte[][] inputs = [[1, 2, 3, 4, 5, 6, 7, 8], [9, 9, 9]];
        List<byte[]> seen = [];
        FuzzTarget target = new("probe", inputs, octets => { seen.Add(octets.ToArray()); return new FuzzAnswer(false, null); }) { Reads = [] };
        new FuzzRun(target, 7).Run(0, 100);
        new FuzzRun(target, 7).Run(42, 1);
        Assert.Equal(seen[42], seen[100]);
    }

    [Fact]
    public void What_must_not_happen_is_found()
    {
        Assert.Equal("exception", First(_ => throw new InvalidOperationException("boom")).What);
        Assert.Equal("answer", First(octets => FuzzAnswer.Of(Decoded.Invalid<string>(octets.Length + 1, "beyond the end"), octets.Length)).What);
        Assert.Equal("allocation", First(_ => new FuzzAnswer(new byte[1_000_000].Length == 0, null)).What);
    }

    public static TheoryData<string> Kept => [.. Directory.EnumerateFiles(SampleFiles.Golden("fuzz"), "*.hex").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>DECODER.WHAT.hex: inputs that were hard on a decoder once, or would be on a careless one.</summary>
    [Theory]
    [MemberData(nameof(Kept))]
    public void A_kept_input_is_harmless(string file)
    {
        FuzzTarget target = FuzzTargets.Find(file[..file.IndexOf('.', StringComparison.Ordinal)])!;
        byte[] input = Convert.FromHexString(string.Concat(File.ReadLines(SampleFiles.Golden("fuzz/" + file)).Where(line => !line.StartsWith('#'))));
        target.Decode(target.Seeds[0]);
        FuzzRun run = new(target, 1);
        run.Try(0, input);
        Assert.Empty(run.Findings.Select(f => $"{f.What}: {f.Detail}"));
    }

    [Fact]
    public void Every_entry_point_for_a_peers_data_is_fed()
    {
        string[] fed = [.. FuzzTargets.All.SelectMany(target => target.Reads).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(EntryPoints.OfTheProtocol().Except(EntryPoints.OfOurOwn).Order(StringComparer.Ordinal), fed);
    }

    [Fact]
    public void The_list_names_the_decoders()
    {
        CommandLineRun run = CommandLineRun.Of("fuzz", "--list");
        Assert.Equal(0, run.Code);
        Assert.Equal(FuzzTargets.All.Select(t => t.Name), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static FuzzFinding First(FuzzDecoder decoder)
    {
        FuzzRun run = new(new FuzzTarget("probe", [[1, 2, 3]], decoder) { Reads = [] }, 1);
        run.Run(0, 1);
        return run.Findings[0];
    }
}
