using Spectre.Console;

namespace FleetSim.Live;

/// <summary>Shows how a run goes: a picture that is redrawn in a terminal, a line now and then anywhere else.</summary>
public static class LiveView
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs until <paramref name="cancellationToken"/> is cancelled, shows the last state and returns.</summary>
    /// <param name="sample">Called about once a second on a pool thread; should be quick.</param>
    public static async Task RunAsync(Func<LiveSnapshot> sample, IAnsiConsole console, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(console);
        clock ??= TimeProvider.System;
        if (console.Profile is { Out.IsTerminal: true, Capabilities: { Ansi: true, Interactive: true } })
            await DrawAsync(sample, console, clock, cancellationToken);
        else
            await PrintAsync(sample, console, clock, cancellationToken);
    }

    private static async Task DrawAsync(Func<LiveSnapshot> sample, IAnsiConsole console, TimeProvider clock, CancellationToken cancellationToken)
    {
        var history = new LiveHistory();
        var frame = new LiveFrame(history, console.Profile);
        await console.Live(new Text("")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            await EveryAsync(FrameInterval, clock, () =>
            {
                history.Add(sample());
                live.UpdateTarget(frame.Render());
            }, cancellationToken);
        });
    }

    private static Task PrintAsync(Func<LiveSnapshot> sample, IAnsiConsole console, TimeProvider clock, CancellationToken cancellationToken)
    {
        var history = new LiveHistory();
        return EveryAsync(LineInterval, clock, () =>
        {
            history.Add(sample());
            console.Profile.Out.Writer.WriteLine(PlainProgress.Line(history)); // past the console, which would wrap at its width
            console.Profile.Out.Writer.Flush();
        }, cancellationToken);
    }

    private static async Task EveryAsync(TimeSpan interval, TimeProvider clock, Action show, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            do show();
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            show(); // the run has ended: its last state stays on the screen
        }
    }
}
