using System.Runtime.InteropServices;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>The commands that work on the tree, Item by Item. Spec: OMA-TS-DM_RepPro-V1_2_1, Add, Copy, Delete, Exec, Get, Replace.</summary>
internal static class TreeCommands
{
    /// <summary>Octets that the Gets of one message may bring back, the first Item in any case; what comes then is answered 413.</summary>
    private const int ResultOctetsLimit = 256 << 10;

    /// <summary>What a value takes besides itself: its address, format and tags.</summary>
    private const int ItemOctets = 100;

    public static void Get(in StepContext context, DmSession session, Command.Get get)
    {
        List<int> codes = new(get.Items.Count);
        List<Item> found = new(get.Items.Count);
        TreeAccess reader = context.Terminal.Tree.Reader(session.Account.Server.Name);
        Func<TreeNode, string?> live = context.Terminal.Live;
        foreach (Item item in get.Items) codes.Add(Read(context.Terminal, session, item.Target, reader, live, found));

        AnswerItems(context, session, get, codes);
        if (found.Count > 0) session.Outgoing.Add(new Command.Results { CmdId = session.Outgoing.Next, MsgRef = session.Current!.Header.MsgId, CmdRef = get.CmdId, Items = found });
    }

    /// <summary>Add and Replace; an Item that comes in chunks is carried out with its last one.</summary>
    public static void Put(in StepContext context, DmSession session, Command.OverItems command)
    {
        List<int> codes = [];
        foreach (Item item in command.Items) codes.Add(Put(context, session, command, item));
        AnswerItems(context, session, command, codes);
    }

    public static void Delete(in StepContext context, DmSession session, Command.Delete delete)
    {
        List<int> codes = [];
        foreach (Item item in delete.Items)
        {
            int code = item.Target is { } target ? context.Terminal.Tree.Delete(session.Account.Server.Name, target.LocUri, context.At) : StatusCode.Incomplete;
            if (code == StatusCode.Ok) TreeEffects.Changed(context, session, item.Target!.LocUri);
            codes.Add(code);
        }

        AnswerItems(context, session, delete, codes);
    }

    public static void Copy(in StepContext context, DmSession session, Command.Copy copy)
    {
        List<int> codes = [];
        int supported = context.Terminal.Model.Dm.CopyStatus;
        foreach (Item item in copy.Items)
        {
            int code = supported != StatusCode.Ok ? supported
                : item is { Source: { } source, Target: { } target }
                    ? context.Terminal.Tree.Copy(session.Account.Server.Name, source.LocUri, target.LocUri, context.Terminal.Live, context.At)
                    : StatusCode.Incomplete;
            if (code == StatusCode.Ok) TreeEffects.Changed(context, session, item.Target!.LocUri);
            codes.Add(code);
        }

        AnswerItems(context, session, copy, codes);
    }

    /// <summary>Exec of one node; what it starts begins when the session has ended.</summary>
    public static void Exec(in StepContext context, DmSession session, Command.Exec exec)
    {
        string? uri = exec.Items.Count == 1 ? exec.Items[0].Target?.LocUri : null;
        int code = uri is null ? StatusCode.Incomplete : context.Terminal.Tree.CheckExec(session.Account.Server.Name, uri);
        if (code == StatusCode.Ok)
        {
            code = context.Terminal.Tree.Describe(uri!) is { } node ? FumoMachine.Exec(context, node, new FumoOrder(session.Account.State.ServerId, exec.Correlator, session.Visible)) : StatusCode.NotAllowed;
            if (code == StatusCode.Accepted) session.IsFirmware = true;
        }

        CommandExecutor.Answer(context, session, exec, code);
    }

    /// <summary>Reads one Item's address; what it brings is added to what the Items before it have found.</summary>
    private static int Read(Terminal terminal, DmSession session, Location? target, TreeAccess reader, Func<TreeNode, string?> live, List<Item> found)
    {
        if (target is null) return StatusCode.Incomplete;
        if (session.ResultOctets >= ResultOctetsLimit) return StatusCode.TooLarge;
        TreeReading reading = terminal.Tree.Read(reader, target.LocUri, live);
        int before = found.Count;
        reading.AddItems(found, target, terminal.Model.Dm.Encoding);
        ReadOnlySpan<Item> items = CollectionsMarshal.AsSpan(found)[before..];
        long octets = 0;
        foreach (Item item in items) octets += Octets(item) + ItemOctets;
        bool isTooLarge = IsTooLarge(terminal, session, items);
        bool fits = !isTooLarge && (session.ResultOctets == 0 || session.ResultOctets + octets <= ResultOctetsLimit);
        if (!isTooLarge) session.ResultOctets = fits ? session.ResultOctets + octets : ResultOctetsLimit;
        if (!fits) found.RemoveRange(before, found.Count - before);
        return fits ? reading.Status : StatusCode.TooLarge;
    }

    /// <summary>True when the server takes no object of that size, or the handset could not send it in one message.</summary>
    private static bool IsTooLarge(Terminal terminal, DmSession session, ReadOnlySpan<Item> items)
    {
        if (items.Length == 0) return false;
        if (session.PeerObjectOctets is null && (terminal.Model.Dm.LargeObjects || session.PeerMessageOctets is null)) return false;
        int largest = 0;
        foreach (Item item in items) largest = Math.Max(largest, Octets(item));
        return largest > session.PeerObjectOctets || (!terminal.Model.Dm.LargeObjects && largest > session.PeerMessageOctets - MessageCut.SmallestMessageOctets);
    }

    private static int Octets(Item item) => item.Data?.Length ?? 0;

    private static int Put(in StepContext context, DmSession session, Command.OverItems command, Item item)
    {
        if (item.Target is null || (item.Data is null && command is Command.Replace)) return StatusCode.Incomplete;
        if (LargeObjects.Receive(context, session, command, item, out int code) is not { } whole) return code;
        string uri = whole.Target!.LocUri;
        Meta? meta = Merged(whole.Meta, command.Meta);
        string server = session.Account.Server.Name;
        if (command is Command.Add) code = context.Terminal.Tree.Add(server, uri, meta, whole.Data, context.At);
        else if (context.Terminal.Tree.Describe(uri) is { } node && FumoObject.IsPackageData(context.Terminal.Model.Tree, node)) code = TreeEffects.Package(context, session, uri, meta, whole.Data!.Value);
        else code = context.Terminal.Tree.Replace(server, uri, meta, whole.Data!.Value, context.At);
        if (code == StatusCode.Ok) TreeEffects.Changed(context, session, uri);
        return code;
    }

    /// <summary>What the Item does not say itself, its command may say for all.</summary>
    private static Meta? Merged(Meta? own, Meta? all) =>
        own is null || all is null ? own ?? all : own with { Format = own.Format ?? all.Format, Type = own.Type ?? all.Type };

    /// <summary>One Status when all Items fared alike, else one for each with its TargetRef.</summary>
    private static void AnswerItems(in StepContext context, DmSession session, Command.OverItems command, List<int> codes)
    {
        if (codes.Count == 0) CommandExecutor.Answer(context, session, command, StatusCode.Incomplete);
        else if (codes.TrueForAll(code => code == codes[0])) CommandExecutor.Answer(context, session, command, codes[0]);
        else for (int i = 0; i < codes.Count; i++) CommandExecutor.Answer(context, session, command, codes[i], command.Items[i].Target?.LocUri);
    }
}
