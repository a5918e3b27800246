namespace FleetSim.Platform.Settings;

/// <summary>What must hold inside scripts.</summary>
internal static class ScriptRules
{
    /// <summary>Groups inside groups at most.</summary>
    private const int MaxDepth = 4;

    private const int MaxOctets = 16 << 20;

    public static void AddFaults(List<string> faults, IReadOnlyList<ScriptOptions> scripts)
    {
        for (int i = 0; i < scripts.Count; i++)
        {
            string key = $"scripts[{i}]";
            if (scripts[i].Name.Length == 0) faults.Add($"{key}.name: is missing");
            if (scripts[i].Share is not (>= 0 and <= 1)) faults.Add($"{key}.share: 0 to 1");
            if (scripts[i].Commands.Count == 0) faults.Add($"{key}.commands: none");
            AddFaults(faults, scripts[i].Commands, key, 1);
        }
    }

    private static void AddFaults(List<string> faults, IReadOnlyList<CommandOptions> commands, string key, int depth)
    {
        for (int i = 0; i < commands.Count; i++)
        {
            string here = $"{key}.commands[{i}]";
            if (Fault(commands[i]) is { } fault) faults.Add($"{here}: {fault}");
            if (depth == MaxDepth && commands[i].Commands.Count > 0) faults.Add($"{here}: more than {MaxDepth} levels");
            else AddFaults(faults, commands[i].Commands, here, depth + 1);
        }
    }

    private static string? Fault(CommandOptions command) => command switch
    {
        { Command: CommandName.Atomic or CommandName.Sequence } => command.Commands.Count == 0 ? "a group without commands" : null,
        { Commands.Count: > 0 } => "only Atomic and Sequence have commands",
        { Command: CommandName.Alert, Code: < 1100 or > 1104 } => "code: 1100 to 1104",
        { Command: CommandName.Alert, Code: >= 1103, Choices.Count: 0 } => "choices: none",
        { Command: CommandName.Alert } => null,
        { Uri: "" } => "uri: is missing",
        { Command: CommandName.Copy, Source: "" } => "source: is missing",
        { Octets: < 0 or > MaxOctets } => $"octets: 0 to {MaxOctets}",
        _ => null,
    };
}
