using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Each command by itself: has it an Item, may it stand where it stands, can its options be read? A command that a handset refuses for what its tree
/// is like (404, 405, 425) is no mistake. Spec: OMA-TS-DM_RepPro-V1_2_1; OMA-TS-DM_Protocol-V1_2_1, user interaction.
/// </summary>
internal sealed class CommandLint(LintSheet sheet)
{
    public void Received(SyncMlMessage message)
    {
        foreach (Command command in message.Commands) Look(command, inAtomic: false);
    }

    private void Look(Command command, bool inAtomic) => sheet.Look(sheet.Place with { Command = command.CmdId.Text }, () =>
    {
        if (inAtomic) sheet.Check(LintRules.AtomicContent, command is Command.Add or Command.Alert or Command.Delete or Command.Copy or Command.Replace, $"{command.Name} in an Atomic");
        switch (command)
        {
            case Command.OverItems over: sheet.Check(LintRules.WithoutItem, over.Items.Count > 0, $"{command.Name} without Item"); break;
            case Command.Alert alert when AlertCode.IsUserInteraction(alert.Code): Look(alert); break;
            case Command.Group group:
                foreach (Command child in group.Commands) Look(child, inAtomic || group is Command.Atomic);
                break;
        }
    });

    private void Look(Command.Alert alert)
    {
        Decoded<InteractionRequest> request = InteractionRequest.Read(alert);
        if (!sheet.Check(LintRules.AlertIncomplete, request.IsDone, request.Reason ?? "")) return;
        string options = alert.Items.Count > 1 ? alert.Items[0].Data?.Text ?? "" : "";
        sheet.Check(LintRules.AlertOptions, Fault(options) is null, $"{Fault(options)} in {LintSheet.Quote(options)}");
    }

    /// <summary>The first option that does not stand as the specification wants it; unknown names are allowed.</summary>
    private static string? Fault(string options)
    {
        if (options.Trim().Length == 0) return null;
        foreach (string option in options.Trim().Split('&'))
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return "an option without name or value";
            if (!IsValue(option[..equals], option[(equals + 1)..])) return $"{LintSheet.Quote(option[..equals])} has no value it can have";
        }

        return null;
    }

    private static bool IsValue(string name, string value) => name switch
    {
        "MINDT" or "MAXDT" or "MAXLEN" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "IT" => value is "A" or "N" or "D" or "T" or "P" or "I",
        "ET" => value is "T" or "P",
        _ => true,
    };
}
