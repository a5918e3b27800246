using System.Globalization;

namespace FleetSim.Protocol.Interaction;

/// <summary>IT: what a text input takes.</summary>
public enum InputType
{
    Alphanumeric,
    Number,

    /// <summary>DDMMYYYY.</summary>
    Date,

    /// <summary>hhmmss.</summary>
    Time,
    Phone,
    IpAddress,
}

/// <summary>
/// The first Item of an Alert 1100 to 1104. Spec: OMA-TS-DM_Protocol-V1_2_1, 10. One URL-encoded text, options in any order, unknown ones skipped:
/// <code>MINDT=10&amp;MAXDT=30&amp;DR=1&amp;MAXLEN=30&amp;IT=A&amp;ET=T</code>
/// </summary>
public sealed record DisplayOptions
{
    /// <summary>Options that say nothing.</summary>
    public static DisplayOptions None { get; } = new();

    /// <summary>MINDT: show at least that long.</summary>
    public TimeSpan? MinimumTime { get; init; }

    /// <summary>MAXDT: wait for an answer at most that long.</summary>
    public TimeSpan? MaximumTime { get; init; }

    /// <summary>DR as text, decoded; what it means depends on the alert. Only the initial state, no answer by itself.</summary>
    public string? Default { get; init; }

    /// <summary>MAXLEN: characters of a text input.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>IT; alphanumeric without it.</summary>
    public InputType Input { get; init; }

    /// <summary>ET P: the text is not shown as it is typed.</summary>
    public bool IsHidden { get; init; }

    /// <summary>DR as numbers, ascending, each once: "2-3" as the text has it, commas as in the field.</summary>
    /// <param name="choices">How many choices there are; other numbers are dropped.</param>
    public IReadOnlyList<int> DefaultChoices(int choices) => ChoiceText.Read(Default ?? "", choices);

    /// <summary>The options as one text; what is null or standard is left out.</summary>
    public override string ToString()
    {
        List<string> options = [];
        if (MinimumTime is { } minimum) options.Add(Seconds("MINDT", minimum));
        if (MaximumTime is { } maximum) options.Add(Seconds("MAXDT", maximum));
        if (Default is { } initial) options.Add("DR=" + Uri.EscapeDataString(initial).Replace("%20", "+", StringComparison.Ordinal));
        if (MaximumLength is { } length) options.Add("MAXLEN=" + length.ToString(CultureInfo.InvariantCulture));
        if (Input != InputType.Alphanumeric) options.Add("IT=" + OptionText.Letter(Input));
        if (IsHidden) options.Add("ET=P");
        return string.Join('&', options);
    }

    /// <summary>
    /// Reads any text: options that cannot be read are skipped, of a repeated one the last counts. A lost ampersand ("MAXDT=15DR=1") is
    /// put back where the name of a known option follows a digit.
    /// </summary>
    public static DisplayOptions Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        DisplayOptions options = None;
        foreach (string option in OptionText.Split(text))
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) options = With(options, option[..equals].Trim().ToUpperInvariant(), OptionText.Decode(option[(equals + 1)..].Trim()));
        }

        return options;
    }

    private static DisplayOptions With(DisplayOptions options, string name, string value) => name switch
    {
        "MINDT" when OptionText.Number(value) is { } seconds => options with { MinimumTime = TimeSpan.FromSeconds(seconds) },
        "MAXDT" when OptionText.Number(value) is { } seconds => options with { MaximumTime = TimeSpan.FromSeconds(seconds) },
        "DR" => options with { Default = value },
        "MAXLEN" when OptionText.Number(value) is { } length => options with { MaximumLength = length },
        "IT" when OptionText.Input(value) is { } input => options with { Input = input },
        "ET" when value is "T" or "t" => options with { IsHidden = false },
        "ET" when value is "P" or "p" => options with { IsHidden = true },
        _ => options,
    };

    private static string Seconds(string name, TimeSpan time) => name + "=" + ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
