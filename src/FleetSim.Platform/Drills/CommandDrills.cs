using FleetSim.Platform.Dm;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Drills;

/// <summary>Commands that a server should not send, or that a handset should refuse: scripts that a drill adds to a session.</summary>
internal static class CommandDrills
{
    public const string Missing = "./Settings/NoSuchNode";
    private const string Leaf = "./Settings/WAP/StartPage";
    private const string Interior = "./Settings/WAP";
    private const string ReadOnly = "./DevInfo/DevId";
    private const string NoExec = "./DevDetail/SwV";
    private const string Added = "./Settings/WAP/Drill";

    /// <summary>Octets of the object that is sent in pieces.</summary>
    private const int LargeOctets = 3000;

    public static Strike Send(string name, params Command[] commands) => Add(Script.Of(name, commands));

    public static Strike Endless(string name, params Command[] commands) => Add(Script.Of(name, commands) with { IsEndless = true });

    public static Command GetMissing => Errand.Get([Missing]);

    public static Command GetLongUri => Errand.Get(["./" + new string('a', 2000)]);

    public static Command GetAgain => Errand.Get([NoExec]);

    public static Command ReplaceReadOnly => Replace(ReadOnly, "IMEI:000000000000000");

    public static Command ReplaceMissing => Replace(Missing, "x");

    public static Command ExecWithoutExec => new Command.Exec { CmdId = Errand.Unnumbered, Items = [Errand.Target(NoExec)] };

    public static Command DeletePermanent => new Command.Delete { CmdId = Errand.Unnumbered, Items = [Errand.Target("./DevInfo")] };

    public static Command CopyInterior => new Command.Copy { CmdId = Errand.Unnumbered, Items = [Errand.Target(Added) with { Source = new Location(Interior) }] };

    public static Command CopyLeaf => new Command.Copy { CmdId = Errand.Unnumbered, Items = [Errand.Target(Added) with { Source = new Location(Leaf) }] };

    public static Command AddLeaf => new Command.Add { CmdId = Errand.Unnumbered, Items = [Errand.Target(Added, "drill")] };

    public static Command AddWithoutParent => new Command.Add { CmdId = Errand.Unnumbered, Items = [Errand.Target(Missing + "/A/B", "drill")] };

    public static Command DeleteLeaf => new Command.Delete { CmdId = Errand.Unnumbered, Items = [Errand.Target(Added)] };

    /// <summary>The second command fails, so that the first must be undone.</summary>
    public static Command FailingAtomic => Atomic(Replace(Leaf, "http://drill.invalid"), ReplaceMissing);

    public static Command NestedAtomic => Atomic(Replace(Leaf, "http://drill.invalid"), Atomic(Replace(Leaf, "http://drill.invalid/2")));

    public static Command AtomicWithGet => Atomic(Errand.Get([Leaf]));

    public static Command ItemlessGet => new Command.Get { CmdId = Errand.Unnumbered };

    /// <summary>An object in two chunks, each a message.</summary>
    /// <param name="size">What the first chunk says its Size is; null: nothing.</param>
    public static Strike InChunks(string name, long? size) => Add(new Script(name, [Chunk(0, size, true), Chunk(1, null, false)]));

    /// <summary>The first chunk of an object, and then another command.</summary>
    public static Strike BrokenOff(string name) => Add(new Script(name, [Chunk(0, LargeOctets, true), new ScriptStage([GetAgain])]));

    private static ScriptStage Chunk(int number, long? size, bool more)
    {
        string text = ScriptBook.Text(LargeOctets).Substring(number * LargeOctets / 2, LargeOctets / 2);
        Item item = Errand.Target(Leaf, text) with { Meta = new Meta { Format = "chr", Type = "text/plain", Size = size }, MoreData = more };
        return new ScriptStage([new Command.Replace { CmdId = Errand.Unnumbered, Items = [item] }], ClosesPackage: !more);
    }

    private static Command.Replace Replace(string uri, string value) => new() { CmdId = Errand.Unnumbered, Items = [Errand.Target(uri, value)] };

    private static Command.Atomic Atomic(params Command[] commands) => new() { CmdId = Errand.Unnumbered, Commands = commands };

    private static Strike<SessionDraft> Add(Script script) => new Strike<SessionDraft>((draft, _) => new SessionDraft([.. draft.Scripts, script]));
}
