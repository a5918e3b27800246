using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace FleetSim.Commands;

/// <summary>Warnings and errors as plain lines on standard error, so that they never mix with what scripts read.</summary>
public sealed class ErrorLog(IAnsiConsole console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(categoryName[(categoryName.LastIndexOf('.') + 1)..], isOurs: categoryName.StartsWith(nameof(FleetSim), StringComparison.Ordinal));

    public void Dispose() => console.Profile.Out.Writer.Flush();

    /// <param name="isOurs">A fault of FleetSim's is shown whole. What a library says of a peer that is away is one line: there are many of them while it is away.</param>
    private sealed class Lines(string category, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Console.Error.WriteLine($"{logLevel} {category}[{eventId.Id}]: {FirstLine(formatter(state, exception))}{Why(exception)}");
        }

        private string Why(Exception? exception) => exception is null ? "" : isOurs ? $"\n{exception}" : $" ({exception.GetType().Name}: {FirstLine(exception.Message)})";

        private string FirstLine(string text) => isOurs ? text : text.Split('\n', 2)[0].TrimEnd();
    }
}
