using System.CommandLine;
using FleetSim.Platform;
using FleetSim.Platform.Settings;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Commands;

/// <summary><c>fleetsim platform</c>: the reference DM platform as a process of its own.</summary>
public static class PlatformCommand
{
    private static readonly Option<string> Config = new("--config") { Description = "Options of the platform, JSON.", Required = true };

    public static Command Create()
    {
        Command command = new("platform", "Runs the reference DM platform until its standard input ends.");
        command.Options.Add(Config);
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(Config)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string config, CancellationToken stop)
    {
        PlatformOptions options;
        try
        {
            options = PlatformOptionsFile.Parse(await File.ReadAllTextAsync(config, stop));
        }
        catch (Exception fault) when (fault is PlatformOptionsException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{config}: {fault.Message}", fault);
        }

        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddFilter("Microsoft", LogLevel.Error).AddProvider(new ErrorLog(AnsiConsole.Console)));
        return await PlatformProgram.RunAsync(options, Console.In, Console.Out, Console.Error, loggers, stop);
    }
}
