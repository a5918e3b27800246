using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Commands;

/// <summary>Warnings and errors as plain lines on standard error, so that they never mix with what scripts read.</summary>
public sealed class ErrorLog(IAnsiConsole console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose() => console.Profile.Out.Writer.Flush();

    private sealed class Lines(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Console.Error.WriteLine($"{logLevel} {category}[{eventId.Id}]: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
        }
    }
}
