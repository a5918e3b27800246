using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Interaction;

/// <summary>What a server wants of the user: an Alert 1100 to 1104, understood. Spec: OMA-TS-DM_Protocol-V1_2_1, 10.</summary>
public abstract record InteractionRequest
{
    private InteractionRequest()
    {
    }

    public required DisplayOptions Options { get; init; }

    public required string Text { get; init; }

    /// <summary>1100: a text to show.</summary>
    public sealed record Display : InteractionRequest;

    /// <summary>1101: yes or no.</summary>
    public sealed record Confirm : InteractionRequest
    {
        /// <summary>DR: what is selected at first; null when nothing is.</summary>
        public bool? Default => Options.Default switch { "1" => true, "0" => false, _ => null };
    }

    /// <summary>1102: a text to type.</summary>
    public sealed record TextInput : InteractionRequest;

    /// <summary>1103: one of several.</summary>
    public sealed record SingleChoice : InteractionRequest
    {
        /// <summary>Numbered from 1 on the wire.</summary>
        public required IReadOnlyList<string> Choices { get; init; }

        /// <summary>The choice selected at first, from 1; null when none is.</summary>
        public int? Default => Options.DefaultChoices(Choices.Count) is [int only, ..] ? only : null;
    }

    /// <summary>1104: any of several.</summary>
    public sealed record MultipleChoice : InteractionRequest
    {
        /// <summary>Numbered from 1 on the wire.</summary>
        public required IReadOnlyList<string> Choices { get; init; }

        /// <summary>The choices selected at first, from 1, ascending.</summary>
        public IReadOnlyList<int> Defaults => Options.DefaultChoices(Choices.Count);
    }

    /// <summary>
    /// Reads an alert. Invalid (the Status is then <see cref="StatusCode.Incomplete"/>): the Item of options or that of the text is missing, or
    /// a choice without choices. Field servers that leave the options out altogether send one Item, which is the text for 1100 to 1102.
    /// </summary>
    public static Decoded<InteractionRequest> Read(Command.Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (!AlertCode.IsUserInteraction(alert.Code)) return Decoded.Invalid<InteractionRequest>(0, "not an alert for the user");
        bool isChoice = alert.Code is AlertCode.SingleChoice or AlertCode.MultipleChoice;
        List<string> items = [.. alert.Items.Select(item => item.Data?.Text ?? "")];
        if (items.Count == 1 && !isChoice) items.Insert(0, "");
        if (items.Count < 2) return Decoded.Invalid<InteractionRequest>(0, "the options or the text are missing");
        if (isChoice && items.Count < 3) return Decoded.Invalid<InteractionRequest>(0, "a choice without choices");
        return Decoded.Done(Make(alert.Code, DisplayOptions.Read(items[0]), items[1].Trim(), [.. items.Skip(2).Select(choice => choice.Trim())]), 0);
    }

    /// <summary>The alert as a server sends it: options (may be empty, must be there), text, choices.</summary>
    public Command.Alert ToAlert(CmdId id)
    {
        (int code, IReadOnlyList<string> choices) = this switch
        {
            Confirm => (AlertCode.Confirm, []),
            TextInput => (AlertCode.TextInput, []),
            SingleChoice single => (AlertCode.SingleChoice, single.Choices),
            MultipleChoice multiple => (AlertCode.MultipleChoice, multiple.Choices),
            _ => (AlertCode.Display, (IReadOnlyList<string>)[]),
        };
        return new() { CmdId = id, Code = code, Items = [.. choices.Prepend(Text).Prepend(Options.ToString()).Select(text => new Item { Data = text })] };
    }

    private static InteractionRequest Make(int code, DisplayOptions options, string text, IReadOnlyList<string> choices) => code switch
    {
        AlertCode.Display => new Display { Options = options, Text = text },
        AlertCode.Confirm => new Confirm { Options = options, Text = text },
        AlertCode.TextInput => new TextInput { Options = options, Text = text },
        AlertCode.SingleChoice => new SingleChoice { Options = options, Text = text, Choices = choices },
        _ => new MultipleChoice { Options = options, Text = text, Choices = choices },
    };
}
