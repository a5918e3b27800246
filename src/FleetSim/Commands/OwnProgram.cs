using System.Diagnostics;

namespace FleetSim.Commands;

/// <summary>This program once more, as a process of its own with all three standard streams in the caller's hands.</summary>
public static class OwnProgram
{
    /// <summary>As its own executable when it runs as one; else (through dotnet, or inside a host of tests) through dotnet.</summary>
    public static ProcessStartInfo With(params ReadOnlySpan<string> arguments)
    {
        string assembly = typeof(OwnProgram).Assembly.Location;
        string self = Environment.ProcessPath!;
        string name = Path.GetFileNameWithoutExtension(self);
        bool own = name == Path.GetFileNameWithoutExtension(assembly);
        ProcessStartInfo start = new(own || name == "dotnet" ? self : "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (!own) start.ArgumentList.Add(assembly);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }
}
