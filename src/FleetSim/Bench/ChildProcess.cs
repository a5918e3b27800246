using System.Diagnostics;
using FleetSim.Commands;

namespace FleetSim.Bench;

/// <summary>
/// A part of a bench in a process of its own, this program again: it is told what to do in lines and answers in lines. What it complains of
/// goes where this process's complaints go. It ends when its input ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Start(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = OwnProgram.With(arguments);
        start.RedirectStandardError = false;
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException("A process of the bench could not be started."));
    }

    /// <summary>The next line that it says.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public async Task<string> ReadAsync(CancellationToken stop) =>
        await _process.StandardOutput.ReadLineAsync(stop).AsTask().WaitAsync(Patience, stop) ?? throw new InvalidOperationException("A process of the bench ended before its time.");

    /// <summary>Tells it something; the line that it answers with.</summary>
    public async Task<string> AskAsync(string line, CancellationToken stop)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), stop);
        await _process.StandardInput.FlushAsync(stop);
        return await ReadAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(StopLimit);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
