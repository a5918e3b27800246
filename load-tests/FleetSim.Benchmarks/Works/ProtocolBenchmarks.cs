using BenchmarkDotNet.Attributes;

namespace FleetSim.Benchmarks.Works;

/// <summary>Time and allocated octets of each work.</summary>
[MemoryDiagnoser]
public class ProtocolBenchmarks
{
    public static IEnumerable<Work> Works => Catalogue.All;

    [ParamsSource(nameof(Works))]
    public Work Work { get; set; } = Catalogue.All[0];

    [Benchmark]
    public void Once() => Work.Once();
}
