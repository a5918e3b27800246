using FleetSim.Benchmarks.Works;
using FleetSim.Benchmarks.Yardstick;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Tests;

/// <summary>What guards the benchmarks in every run of the tests: octets, which are exact, and no times, which are not.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void No_work_allocates_more_than_its_budget() => Assert.Empty(AllocationBudget.Faults());

    [Theory]
    [InlineData("package-1")]
    [InlineData("package-2")]
    [InlineData("package-3")]
    [InlineData("package-4")]
    public void The_comparison_by_XmlReader_builds_the_same_message(string sample)
    {
        byte[] xml = Samples.Octets(sample, SyncMlEncoding.Xml);
        byte[] theirs = SyncMlCodec.Encode(XmlReaderFeed.Read(xml), SyncMlEncoding.Wbxml);
        Assert.Equal(SyncMlCodec.Encode(SyncMlCodec.Decode(xml, SyncMlEncoding.Xml).Value!, SyncMlEncoding.Wbxml), theirs);
    }
}
