using System.Diagnostics;
using System.Globalization;

namespace FleetSim.Storage.Tests;

/// <summary>This executable starts itself again as the writer and kills it without warning.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(5000)]
    public async Task Every_acknowledged_write_survives_kill_9(int acknowledgements)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var child = StartChild();
        var acknowledged = new Dictionary<long, long>();
        for (int i = 0; i < acknowledgements; i++) Note(acknowledged, Assert.IsType<string>(await child.StandardOutput.ReadLineAsync(limit.Token)));
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(limit.Token) is { } line) Note(acknowledged, line);
        await child.WaitForExitAsync(limit.Token);

        await using var store = _directory.Open();
        Assert.NotEmpty(acknowledged);
        foreach (var (key, version) in acknowledged)
        {
            var state = Assert.NotNull(await store.ReadAsync(key));
            Assert.True(state.Version >= version, $"key {key}: acknowledged version {version}, found {state.Version}");
            Assert.Equal(state.Version, BitConverter.ToInt64(state.Payload));
        }
    }

    private Process StartChild()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(CrashTests).Assembly.Location);
        start.Environment[CrashWriter.Variable] = _directory.StateFile;
        return Process.Start(start)!;
    }

    /// <summary>A line is "key version"; the last one may be cut by the kill.</summary>
    private static void Note(Dictionary<long, long> acknowledged, string line)
    {
        string[] words = line.Split(' ');
        if (words is [var key, var version, "."]) acknowledged[long.Parse(key, CultureInfo.InvariantCulture)] = long.Parse(version, CultureInfo.InvariantCulture);
    }
}
