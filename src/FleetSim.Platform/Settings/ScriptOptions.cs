namespace FleetSim.Platform.Settings;

/// <summary>Commands that a session carries out besides its job; what comes back is in the books' command_status.</summary>
public sealed record ScriptOptions
{
    /// <summary>Name in the books.</summary>
    public string Name { get; set; } = "";

    /// <summary>Which sessions carry it out.</summary>
    public ScriptOccasion In { get; set; }

    /// <summary>Part of the handsets, 0 to 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Sent in order; as many in a message as the handset takes.</summary>
    public IReadOnlyList<CommandOptions> Commands { get; set; } = [];
}

/// <summary>Sessions that a script is for.</summary>
public enum ScriptOccasion
{
    /// <summary>Every session, also one of the handset's own.</summary>
    Any,
    Collect,
    Firmware,
}

/// <summary>One command of a script. Which keys count depends on the command.</summary>
public sealed record CommandOptions
{
    public CommandName Command { get; set; }

    /// <summary>Target of Add, Replace, Delete, Copy, Get, Exec.</summary>
    public string Uri { get; set; } = "";

    /// <summary>Source of Copy.</summary>
    public string Source { get; set; } = "";

    /// <summary>Value of Add and Replace.</summary>
    public string Value { get; set; } = "";

    /// <summary>More than 0: the value is made text of so many octets; with a handset's MaxMsgSize below it goes out in chunks.</summary>
    public int Octets { get; set; }

    /// <summary>Format of Add and Replace, such as chr, node, bin.</summary>
    public string Format { get; set; } = "chr";

    /// <summary>1100 to 1104, of Alert.</summary>
    public int Code { get; set; }

    /// <summary>Text shown by Alert.</summary>
    public string Text { get; set; } = "";

    /// <summary>Options Item of Alert, such as "MINDT=10&amp;MAXDT=30".</summary>
    public string Options { get; set; } = "";

    /// <summary>Choices of Alert 1103 and 1104.</summary>
    public IReadOnlyList<string> Choices { get; set; } = [];

    /// <summary>Commands inside Atomic and Sequence.</summary>
    public IReadOnlyList<CommandOptions> Commands { get; set; } = [];
}

/// <summary>Commands of a script.</summary>
public enum CommandName
{
    Alert,
    Add,
    Replace,
    Delete,
    Copy,
    Get,
    Exec,
    Atomic,
    Sequence,
}
