using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// What the server wants of a handset in a session, in stages: a stage's commands are pending, are sent, are answered, and
/// <see cref="Advance"/> prepares the next stage. The session does the numbering, the fitting into messages and the matching of answers.
/// </summary>
internal abstract class Errand
{
    /// <summary>The number of a command that the session has not numbered yet.</summary>
    public static readonly CmdId Unnumbered = new("");

    /// <summary>Commands of this stage that are not sent yet, in order.</summary>
    public List<Command> Pending { get; } = [];

    /// <summary>Everything sent was answered and nothing is pending: fills <see cref="Pending"/> with the next stage, or returns false when the errand is over.</summary>
    public abstract bool Advance(DateTimeOffset now);

    /// <summary>False: the message with this stage has no Final, and the next stage belongs to the same package.</summary>
    public virtual bool ClosesPackage => true;

    /// <summary>True for an errand that never ends by itself: the bound on messages does not hold for its session.</summary>
    public virtual bool IsEndless => false;

    /// <summary>The handset's Status for a command of this errand (also one inside a Sequence).</summary>
    /// <param name="asked">The command as it was prepared; of a large object its last chunk.</param>
    public virtual void OnStatus(Command asked, Command.Status status, DateTimeOffset now)
    {
    }

    /// <summary>A value that the handset returned for a Get of this errand.</summary>
    public virtual void OnResult(string uri, string value, DateTimeOffset now)
    {
    }

    internal static Item Target(string uri) => new() { Target = new Location(uri) };

    internal static Item Target(string uri, string value) => new()
    {
        Target = new Location(uri),
        Meta = new Meta { Format = "chr", Type = "text/plain" },
        Data = value,
    };

    internal static Command.Get Get(IEnumerable<string> uris) => new() { CmdId = Unnumbered, Items = [.. uris.Select(u => Target(u))] };

    /// <summary>"A/B" for "./A/B": the forms are equal.</summary>
    protected static string Normal(string uri) => uri.StartsWith("./", StringComparison.Ordinal) ? uri : "./" + uri;
}
