using CsCheck;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

/// <summary>Any commands in any order: the tree and the plain model of it answer alike and look alike.</summary>
public sealed class ReferenceTests
{
    private static readonly string?[] Servers = ["A", "B", null];

    private static readonly string[] Paths =
    [
        "", "Fix", "Fix/Text", "Fix/Num", "Fix/Flag", "Fix/Page", "Fix/Const", "Fix/Secret", "Fix/New", "Dyn", "Dyn/First", "Dyn/First/Name", "Dyn/First/x", "Dyn/x", "Dyn/x/Name", "Dyn/x/Key", "Dyn/x/y",
        "Dyn/x/y/z", "Dyn/y", "Dyn/y/Name", "Dyn/y/y", "Closed", "Closed/Kept", "Closed/x", "Closed/y", "x", "x/y", "x/y/z", "y", "y/y", "Run", "Nobody/x", "Fix/Text/x", "DevDetail/x",
    ];

    private static readonly string[] Names = ["x", "y", "z", "First", "Name", "Kept"];
    private static readonly string[] Values = ["", "1", "true", "text"];
    private static readonly NodeFormat?[] Formats = [null, null, NodeFormat.Node, NodeFormat.Chr, NodeFormat.Int];
    private static readonly string[] Lists = ["", "Get=*", "Add=*&Get=*", "Add=*&Delete=*&Get=*&Replace=*", "Get=A&Replace=B", "Add=*&Delete=B&Get=B&Replace=A+B"];

    private static readonly Gen<Move> Moves = Gen.Select(Gen.Int[0, 15], Gen.Int[0, Servers.Length - 1], Gen.Int[0, Paths.Length - 1], Gen.Int[0, Paths.Length - 1], Gen.Int[0, 59])
        .Select((kind, server, path, other, choice) => new Move(kind, Servers[server], Paths[path], Paths[other], choice));

    private sealed record Move(int Kind, string? Server, string Path, string Other, int Choice)
    {
        public string Name => Names[Choice % Names.Length];

        public string Value => Values[Choice % Values.Length];

        public NodeFormat? Format => Formats[Choice % Formats.Length];

        public string List => Lists[Choice % Lists.Length];
    }

    /// <summary>Both trees, and where they were marked.</summary>
    private sealed class Pair
    {
        private object _modelMark;
        private TreeOverlay _mark;
        private long _steps;

        public Pair() => (_modelMark, _mark) = (Model.Mark(), Tree.Mark());

        public ReferenceTree Model { get; } = new();

        public DmTree Tree { get; private set; } = TreeSample.Tree();

        public (int Expected, int Actual) Do(Move move)
        {
            DateTimeOffset at = Samples.Start.AddSeconds(++_steps);
            long now = at.ToUnixTimeSeconds();
            string uri = Uri(move.Path);
            switch (move.Kind)
            {
                case 0 or 1 or 2: return (Model.Add(move.Server, move.Path, move.Format, move.Value, now), Tree.Add(move.Server, uri, TreeSample.Meta(move.Format?.Text()), move.Value, at));
                case 3 or 4: return (Model.Add(move.Server, move.Path, null, null, now), Tree.Add(move.Server, uri, null, null, at));
                case 5: return (Model.Delete(move.Server, move.Path), Tree.Delete(move.Server, uri, at));
                case 6: return (Model.Rename(move.Server, move.Path, move.Name), Tree.Replace(move.Server, uri + "?prop=Name", null, move.Name, at));
                case 7 or 8: return (Model.Replace(move.Server, move.Path, move.Value, now), Tree.Replace(move.Server, uri, null, move.Value, at));
                case 9: return (Model.Copy(move.Server, move.Path, move.Other, now), Tree.Copy(move.Server, uri, Uri(move.Other), TreeSample.NotLive, at));
                case 10: return (Model.ReplaceAcl(move.Server, move.Path, move.List), Tree.Replace(move.Server, uri + "?prop=ACL", null, move.List, at));
                case 11: return (Model.ReplaceTitle(move.Server, move.Path, move.Value), Tree.Replace(move.Server, uri + "?prop=Title", null, move.Value, at));
                case 12: return Get(move.Server, move.Path);
                case 13 when move.Choice % 4 > 0: (_modelMark, _mark) = (Model.Mark(), Tree.Mark()); return (200, 200);
                case 13: Model.Forget("B"); Tree.ForgetServer("B"); return (200, 200);
                case 14: Model.RollBack(_modelMark); return (200, Tree.RollBack(_mark));
                default: Tree = TreeSample.Loaded(TreeSample.Saved(Tree)); return (200, 200);
            }
        }

        public void ShouldLookAlike()
        {
            Assert.Equal(Model.Paths.Order(StringComparer.Ordinal), Tree.Paths.Order(StringComparer.Ordinal));
            foreach (string path in Model.Paths.Append(""))
            {
                (int expected, int actual) = Get(null, path);
                Assert.Equal((expected, path), (actual, path));
                foreach (string name in new[] { "ACL", "Format", "Name", "Title", "TStamp", "VerNo" }) Assert.Equal($"{path} {name} {Model.Property(path, name)}", $"{path} {name} {Tree.Property(Uri(path), name)}");
            }

            Assert.Equal(Tree.Overlay.Sum(change => change.Octets), Tree.Overlay.Octets);
            Assert.Equal(Tree.Overlay.Select(change => change.Id).Distinct().Order(), Tree.Overlay.Select(change => change.Id));
        }

        private (int Expected, int Actual) Get(string? server, string path)
        {
            int expected = Model.Get(server, path, out string value);
            TreeReading reading = Tree.Get(server, Uri(path));
            string found = reading.Format == NodeFormat.Node ? string.Join('/', reading.Value.Split('/').Order(StringComparer.Ordinal)) : reading.Format == NodeFormat.Bin ? Convert.ToBase64String(reading.Data.Octets) : reading.Value;
            Assert.Equal(value, found);
            return (expected, reading.Status);
        }

        private static string Uri(string path) => path.Length == 0 ? "." : "./" + path;
    }

    [Fact]
    public void The_tree_is_as_its_plain_model_after_any_commands() =>
        Moves.Array[1, 60].Sample(
            moves =>
            {
                Pair pair = new();
                foreach (Move move in moves)
                {
                    (int expected, int actual) = pair.Do(move);
                    Assert.Equal((expected, move), (actual, move));
                }

                pair.ShouldLookAlike();
            },
            iter: 3000);

    /// <summary>Else the test above would prove little.</summary>
    [Fact]
    public void Such_commands_meet_every_status()
    {
        HashSet<int> met = [];
        Moves.Array[50, 60].Sample(
            moves =>
            {
                Pair pair = new();
                foreach (Move move in moves)
                {
                    int code = pair.Do(move).Actual;
                    lock (met) met.Add(code);
                }
            },
            iter: 200);
        Assert.Equal([200, 403, 404, 405, 415, 418, 425], met.Order());
    }

    [Fact]
    public void Undoing_is_as_if_nothing_had_happened() =>
        Gen.Select(Moves.Array[0, 30], Moves.Array[1, 30]).Sample(
            (before, after) =>
            {
                Pair pair = new();
                foreach (Move move in before) pair.Do(move);
                string[] was = TreeSample.Everything_in(pair.Tree);
                TreeOverlay mark = pair.Tree.Mark();
                foreach (Move move in after) pair.Do(move);
                Assert.Equal(200, pair.Tree.RollBack(mark));
                Assert.Equal(was, TreeSample.Everything_in(pair.Tree));
                Assert.Equal(mark, pair.Tree.Overlay);
            },
            iter: 500);

    [Fact]
    public void A_snapshot_brings_everything_back() =>
        Moves.Array[0, 60].Sample(
            moves =>
            {
                Pair pair = new();
                foreach (Move move in moves) pair.Do(move);
                DmTree back = TreeSample.Loaded(TreeSample.Saved(pair.Tree));
                Assert.Equal(pair.Tree.Overlay, back.Overlay);
                Assert.Equal(TreeSample.Everything_in(pair.Tree), TreeSample.Everything_in(back));
            },
            iter: 500);

    [Fact]
    public void No_address_and_no_value_makes_it_throw() =>
        Gen.Select(Gen.String[Gen.Char["./?=*&+-ABaprolistTNDSXYZ\0\ud800"], 0, 60], Gen.String[Gen.Char, 0, 20], Gen.Int[0, 4], Gen.Int[0, 3]).Sample(
            (uri, text, command, meta) =>
            {
                DmTree tree = TreeSample.Tree();
                Meta? kind = new[] { null, TreeSample.Meta(text, text), TreeSample.Meta("b64", null), TreeSample.Meta("xml", Protocol.Tnds.MgmtTreeCodec.TndsXml) }[meta];
                int code = command switch
                {
                    0 => tree.Get("A", uri).Status,
                    1 => tree.Replace("A", uri, kind, text, Samples.Start),
                    2 => tree.Add("A", uri, kind, text, Samples.Start),
                    3 => tree.Delete("A", uri, Samples.Start),
                    _ => tree.Copy("A", uri, text, TreeSample.NotLive, Samples.Start),
                };
                Assert.InRange(code, 200, 510);
            },
            iter: 5000);
}
