using FleetSim.Protocol.Identity;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>Where in the exchange something was seen. What is null does not apply.</summary>
/// <param name="Session">SessionID.</param>
/// <param name="Message">MsgID of the platform's message, or of the handset's that it should have answered.</param>
/// <param name="Command">CmdID in it.</param>
/// <param name="Octet">Octet position in the body or the short message.</param>
/// <param name="Uri">The address asked.</param>
public sealed record LintPlace(string? Session = null, string? Message = null, string? Command = null, int? Octet = null, string? Uri = null)
{
    public static LintPlace Nowhere { get; } = new();

    /// <summary>Such as "session 3A, message 2, command 4"; without control characters.</summary>
    public override string ToString() => string.Concat(string.Join(", ", Words()).Select(c => char.IsControl(c) ? '.' : c));

    private IEnumerable<string> Words()
    {
        if (Session is not null) yield return $"session {Session}";
        if (Message is not null) yield return $"message {Message}";
        if (Command is not null) yield return $"command {Command}";
        if (Octet is { } octet) yield return FormattableString.Invariant($"octet {octet}");
        if (Uri is not null) yield return Uri;
    }
}

/// <summary>One occasion on which the platform broke a rule.</summary>
/// <param name="Detail">What was seen, with what was expected; the peer's texts in it are cut.</param>
public sealed record LintFinding(LintRule Rule, Imei Imei, DateTimeOffset At, LintPlace Place, string Detail)
{
    public string Cure => Rule.Cure;
}
