using System.Text;
using FleetSim.Platform.Http;
using FleetSim.Platform.Tests.Support;

namespace FleetSim.Platform.Tests;

/// <summary>Where the platform binds may change while it runs: nodes of an operator's message centre come and go.</summary>
public sealed class ControlCentresTests
{
    private readonly List<(string Host, int Port)> _bound = [];
    private readonly ControlApi _control;

    public ControlCentresTests()
    {
        Bench bench = new();
        _control = new ControlApi(bench.Engine, () => bench.Status, _bound.AddRange);
    }

    [Fact]
    public void It_binds_where_it_is_told_to()
    {
        Assert.Equal(204, Post("""["127.0.0.1:2775","127.0.0.1:2776"]"""));
        Assert.Equal([("127.0.0.1", 2775), ("127.0.0.1", 2776)], _bound);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""["127.0.0.1"]""")]
    [InlineData("""["127.0.0.1:2775","nowhere"]""")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    public void Anything_else_changes_nothing(string body)
    {
        Assert.Equal(400, Post(body));
        Assert.Empty(_bound);
    }

    [Fact]
    public void Only_this_machine_may_tell()
    {
        Assert.Equal(403, _control.Handle(new WebRequest("POST", "/control/centres") { IsLocal = false, Body = "[]"u8.ToArray() })!.Status);
        Assert.Equal(405, _control.Handle(new WebRequest("GET", "/control/centres"))!.Status);
    }

    private int Post(string body) => _control.Handle(new WebRequest("POST", "/control/centres") { Body = Encoding.UTF8.GetBytes(body) })!.Status;
}
