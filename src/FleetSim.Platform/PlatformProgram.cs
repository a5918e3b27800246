using System.Text.Json;
using FleetSim.Platform.Books;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using Microsoft.Extensions.Logging;

namespace FleetSim.Platform;

/// <summary>
/// The platform as a program. Says <c>{"ready":true,"http":"…"}</c> in one line when it may be used, and ends when its control input ends:
/// then whoever started it is gone.
/// </summary>
public static class PlatformProgram
{
    private const int Passed = 0;
    private const int Failed = 1;
    private const int BadConfiguration = 2;

    /// <param name="options">What to do.</param>
    /// <param name="control">Read to its end; its content does not matter.</param>
    /// <param name="output">Gets the ready line and nothing else.</param>
    /// <param name="errors">Gets the sentence that explains an exit code other than 0.</param>
    /// <param name="loggers">Where log lines go; not to <paramref name="output"/>.</param>
    /// <param name="stop">Ends the program like the end of the control input.</param>
    /// <returns>0 ended as told, 1 the books failed on the way, 2 options, books or address cannot be used.</returns>
    public static async Task<int> RunAsync(
        PlatformOptions options, TextReader control, TextWriter output, TextWriter errors, ILoggerFactory loggers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            await using PlatformHost host = await PlatformHost.StartAsync(options, TimeProvider.System, loggers);
            await output.WriteLineAsync(JsonSerializer.Serialize(new ReadyLine(true, host.BaseUrl), ControlJson.Default.ReadyLine));
            await output.FlushAsync(stop);
            Task ended = EndOfInputAsync(control, stop);
            if (await Task.WhenAny(ended, host.Failed) == ended) return Passed;
            await errors.WriteLineAsync((await host.Failed).Message);
            return Failed;
        }
        catch (Exception fault) when (fault is PlatformOptionsException or BooksException)
        {
            await errors.WriteLineAsync(fault.Message);
            return BadConfiguration;
        }
        catch (IOException fault)
        {
            await errors.WriteLineAsync($"The platform cannot listen at {options.Http.Address}:{options.Http.Port}: {fault.Message}");
            return BadConfiguration;
        }
    }

    /// <summary>Console input cannot be read with cancellation, so the reading has a thread of its own that dies with the process.</summary>
    private static async Task EndOfInputAsync(TextReader control, CancellationToken stop)
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => ReadToEnd(control, end)) { IsBackground = true, Name = "platform control" }.Start();
        using CancellationTokenRegistration registration = stop.Register(() => end.TrySetResult());
        await end.Task;
    }

    private static void ReadToEnd(TextReader control, TaskCompletionSource end)
    {
        try
        {
            while (control.ReadLine() is not null)
            {
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // A broken pipe is the end as well.
        }

        end.TrySetResult();
    }
}
