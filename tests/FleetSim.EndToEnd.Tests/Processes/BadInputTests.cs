using System.Net;
using System.Net.Sockets;
using FleetSim.Commands;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>What an operator can get wrong is said at once, in words, with exit code 2, and nothing is touched.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_missing_scenario_is_named()
    {
        await Refused("no-such.json: the scenario cannot be read", _directory.Run("no-such.json", []));
    }

    [Fact]
    public async Task Every_mistake_of_a_scenario_is_given_with_file_and_line()
    {
        string path = _directory.Changed(("\"seed\": 7", "\"seed\": -7"), ("\"refuseShare\": 0.1", "\"refuseShare\": 1.5,\n    \"colour\": \"red\""), ("\"truth.mismatches == 0\"", "\"truth.mismatches is 0\""));
        string output = await Refused("seed must be a number", _directory.Run(path, []));
        Assert.Contains("changed.json:4: seed", output, StringComparison.Ordinal);
        Assert.Contains("changed.json:8: users.refuseShare must be a number from 0 to 1", output, StringComparison.Ordinal);
        Assert.Contains("changed.json:9: users.colour is not known here", output, StringComparison.Ordinal);
        Assert.Contains("is no threshold", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_JSON_is_given_with_its_line()
    {
        string path = _directory.Changed(("\"name\": \"small-day\",", "\"name\": \"small-day\""));
        await Refused("changed.json:4: not well-formed JSON", _directory.Run(path, []));
    }

    [Fact]
    public async Task A_threshold_on_nothing_is_refused()
    {
        string path = _directory.Changed(("\"truth.mismatches == 0\"", "\"weather.sunny == 1\""));
        await Refused("names no metric", _directory.Run(path, []));
    }

    [Fact]
    public async Task A_target_beyond_this_machine_needs_the_operators_word()
    {
        string path = _directory.Changed(("\"seed\": 7,", "\"seed\": 7,\n  \"target\": { \"dmUrl\": \"http://dm.example.com:7001/\" },"));
        await Refused("--allow-target dm.example.com", _directory.Run(path, []));
        Assert.False(Directory.Exists(_directory.State));
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string path = _directory.Changed(("\"drainLimit\"", $"\"connection\": {{ \"smppPort\": {port} }},\n  \"drainLimit\""));
        await Refused($"127.0.0.1:{port}", _directory.Run(path, []));
        await Refused($"--metrics-port {port}", _directory.Run(["--metrics-port", port]));
    }

    [Fact]
    public async Task A_state_directory_that_cannot_be_written_is_one_sentence()
    {
        string file = Path.Combine(_directory.Root, "a-file");
        await File.WriteAllTextAsync(file, "not a directory");
        await Refused("state directory", ["run", RunDirectory.SmallDay, "--state", file, "--config", Path.Combine(AppContext.BaseDirectory, "orleans.config.json")]);
    }

    [Fact]
    public async Task A_state_file_that_is_not_ours_is_not_overwritten()
    {
        Directory.CreateDirectory(_directory.State);
        string file = Path.Combine(_directory.State, "handsets.db");
        await File.WriteAllTextAsync(file, "my holiday pictures");
        await Refused("handsets.db", _directory.Run());
        Assert.Equal("my holiday pictures", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Nothing_to_resume_is_said()
    {
        await Refused("there is no run", _directory.Run("--resume"));
    }

    private async Task<string> Refused(string saying, string[] arguments)
    {
        (int code, string output) = await FleetSimProcess.RunAsync(_directory.Root, arguments);
        Assert.True(code == ExitCode.BadConfiguration, $"exit code {code}\n{output}");
        Assert.Contains(saying, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        return output;
    }
}
