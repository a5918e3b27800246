namespace FleetSim.Device.Ui;

public enum UiKind
{
    Info,
    Prompt,
}

/// <summary>Why something was shown or asked.</summary>
public enum UiSubject
{
    SessionInfo,
    SessionQuestion,
    AlertDisplay,
    AlertQuestion,
    DownloadDescriptor,
    DownloadNoSignal,
    DownloadNoMemory,
    DownloadContinueQuestion,
    SessionTimedOut,
    UpdateFinished,

    /// <summary>Alert 1102.</summary>
    AlertInput,

    /// <summary>Alerts 1103 and 1104.</summary>
    AlertChoice,

    /// <summary>The PIN of an account that arrived by message.</summary>
    BootstrapPin,
}

/// <summary>One thing the user saw: what, when, and what was answered.</summary>
/// <param name="AtUnixMs">When it was shown, milliseconds since 1970.</param>
/// <param name="Text">At most <see cref="UiJournal.TextLimit"/> characters of what stood there.</param>
/// <param name="Answer">Null: not a question, still open, or never answered.</param>
public sealed record UiEntry(UiKind Kind, UiSubject Subject, long AtUnixMs, string Text, UserAnswer? Answer);

/// <summary>The last few entries; a trace has all of them. An empty journal costs one null.</summary>
public sealed class UiJournal
{
    /// <summary>Entries kept in NV.</summary>
    public const int Kept = 6;

    public const int TextLimit = 48;

    private List<UiEntry>? _entries;

    /// <summary>Times the sign of a data connection was lit; not an entry.</summary>
    public int Indicators { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UiEntry> Entries => _entries ?? (IReadOnlyList<UiEntry>)[];

    public void Add(UiEntry entry)
    {
        _entries ??= new List<UiEntry>(1);
        if (_entries.Count == Kept) _entries.RemoveAt(0);
        _entries.Add(entry.Text.Length <= TextLimit ? entry : entry with { Text = Shortened(entry.Text) });
    }

    /// <summary>Takes the newest entry with this subject out again; false: there is none.</summary>
    internal bool Remove(UiSubject subject)
    {
        int at = _entries?.FindLastIndex(e => e.Subject == subject) ?? -1;
        if (at >= 0) _entries!.RemoveAt(at);
        return at >= 0;
    }

    /// <summary>Never ends in half a surrogate pair: UTF-8 cannot keep it.</summary>
    private static string Shortened(string text) => text[..(char.IsHighSurrogate(text[TextLimit - 1]) ? TextLimit - 1 : TextLimit)];

    /// <summary>Writes the answer into the newest prompt.</summary>
    public void Answer(UserAnswer answer)
    {
        if (_entries?.FindLastIndex(e => e.Kind == UiKind.Prompt) is int at and >= 0) _entries[at] = _entries[at] with { Answer = answer };
    }
}
