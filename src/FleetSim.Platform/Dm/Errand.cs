using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// What the server wants of a handset in a session, in stages: a stage's commands are pending, are sent, are answered, and
/// <see cref="Advance"/> prepares the next stage. The session does the numbering, the fitting into messages and the matching of answers.
/// </summary>
internal abstract class Errand
{
    /// <summary>The number of a command that the session has not numbered yet.</summary>
    protected static readonly CmdId Unnumbered = new("");

    /// <summary>Commands of this stage that are not sent yet, in order.</summary>
    public List<Command> Pending { get; } = [];

    /// <summary>Everything sent was answered and nothing is pending: fills <see cref="Pending"/> with the next stage, or returns false when the errand is over.</summary>
    public abstract bool Advance(DateTimeOffset now);

    /// <summary>The handset's Status for a command of this errand (also one inside a Sequence).</summary>
    /// <param name="asked">The command as it was prepared.</param>
    /// <param name="target">The TargetRef, when the Status names one.</param>
    public virtual void OnStatus(Command asked, string? target, int code, DateTimeOffset now)
    {
    }

    /// <summary>A value that the handset returned for a Get of this errand.</summary>
    public virtual void OnResult(string uri, string value, DateTimeOffset now)
    {
    }

    protected static Item Target(string uri) => new() { Target = new Location(uri) };

    protected static Item Target(string uri, string value) => new()
    {
        Target = new Location(uri),
        Meta = new Meta { Format = "chr", Type = "text/plain" },
        Data = value,
    };

    protected static Command.Get Get(IEnumerable<string> uris) => new() { CmdId = Unnumbered, Items = [.. uris.Select(u => Target(u))] };

    /// <summary>"A/B" for "./A/B": the forms are equal.</summary>
    protected static string Normal(string uri) => uri.StartsWith("./", StringComparison.Ordinal) ? uri : "./" + uri;
}
