using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>The program as a user starts it, in a directory of its own.</summary>
public sealed class FleetSimProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _metrics = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FleetSimProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public int Id => _process.Id;

    public static FleetSimProcess Start(string directory, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fleetsim.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        FleetSimProcess run = new(Process.Start(start)!);
        run._process.OutputDataReceived += (_, line) => run.Take(line.Data);
        run._process.ErrorDataReceived += (_, line) => run.Take(line.Data);
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Runs to the end; the exit code and everything that was printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string directory, params string[] arguments)
    {
        using FleetSimProcess run = Start(directory, arguments);
        int code = await run.EndAsync();
        return (code, run.Output);
    }

    public async Task<int> EndAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL, as the kernel or an impatient operator does it.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGINT: Ctrl-C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>SIGSTOP: as a machine that has no time for it.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Waits until the process has written something so many times.</summary>
    public async Task WaitForLineAsync(string text, int times = 1)
    {
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(50));
        DateTime limit = DateTime.UtcNow.AddMinutes(1);
        while (Output.Split(text).Length <= times)
        {
            Assert.False(_process.HasExited, $"The process ended before it wrote '{text}'.\n{Output}");
            Assert.True(DateTime.UtcNow < limit, $"The process has not written '{text}'.\n{Output}");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until the process serves metrics and a figure has reached a value; the value is returned.</summary>
    public async Task<double> WaitForMetricAsync(string name, Func<double, bool> enough)
    {
        Uri address = await _metrics.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using HttpClient http = new();
        using PeriodicTimer poll = new(TimeSpan.FromMilliseconds(100));
        using CancellationTokenSource limit = new(Limit);
        double last = 0;
        while (await poll.WaitForNextTickAsync(limit.Token))
        {
            Assert.False(_process.HasExited, $"The run ended while {name} was {last}.\n{Output}");
            last = Sum(await http.GetStringAsync(address, limit.Token), name);
            if (enough(last)) return last;
        }

        throw new UnreachableException();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The sum of all series of a metric.</summary>
    public static double Sum(string exposition, string name) => exposition.Split('\n')
        .Where(l => l.StartsWith(name, StringComparison.Ordinal) && l.Length > name.Length && l[name.Length] is '{' or ' ')
        .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (Regex.Match(line, @"metrics (http://\S+)") is { Success: true } match) _metrics.TrySetResult(new Uri(match.Groups[1].Value));
    }

    private void Signal(string name) => Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
}
