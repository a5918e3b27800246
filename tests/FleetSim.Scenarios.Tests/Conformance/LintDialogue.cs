using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Conformance;

/// <summary>One DM session as a lint sees it, message by message, with only what a test wants in it.</summary>
internal sealed class LintDialogue(ServerDemand demand = ServerDemand.None)
{
    private static readonly Fleet Fleet = Fleets.Of();

    private readonly ServerLint _lint = Begin(demand);
    private int _number;
    private int _answers;

    public static Account Client => new(Fleet.Settings.Account.UserName, Fleet.Settings.Account.ClientPassword);

    public LintSheet Sheet => _lint.Sheet;

    public static ServerLint Begin(ServerDemand demand = ServerDemand.None)
    {
        HandsetModel model = Fleet.Identity.ModelOf(0);
        return new ServerLint(Fleet.Identity.ImeiOf(0), model with { Authentication = model.Authentication with { Server = demand } }, Fleet.Settings, new LintLimits());
    }

    /// <summary>The handset's next message.</summary>
    public LintDialogue Ours(bool final, Cred? cred, string? hmac, params IReadOnlyList<Command> commands)
    {
        _number++;
        SyncHdr header = new()
        {
            SessionId = "1", MsgId = MsgId.From(_number), Target = new Location(LintStory.DmUri), Source = new Location(Sheet.Imei.ToLocUri(), Client.Name), Cred = cred,
        };
        byte[] body = SyncMlCodec.Encode(new SyncMlMessage(header, commands, final), SyncMlEncoding.Xml);
        _lint.Did(new TerminalAction.PostDm(_number, LintStory.DmUri, SyncMlEncoding.Xml, SyncMlMediaType.Xml, body, false, TimeSpan.FromSeconds(15)) { Hmac = hmac });
        return this;
    }

    public LintDialogue Ours(bool final, params IReadOnlyList<Command> commands) => Ours(final, null, null, commands);

    /// <summary>The platform's answer; the Status of the header comes first.</summary>
    public LintDialogue Theirs(bool final, int status, Chal? chal, params IReadOnlyList<Command> commands)
    {
        Command.Status header = LintStory.Status(1, _number, 0, "SyncHdr", status) with { Chal = chal };
        SyncMlMessage message = new(
            new SyncHdr { SessionId = "1", MsgId = MsgId.From(++_answers), Target = new Location(Sheet.Imei.ToLocUri()), Source = new Location(LintStory.DmUri) },
            [header, .. commands.Select((c, i) => c with { CmdId = CmdId.From(i + 2) })], final);
        _lint.Happened(new TerminalEvent.HttpReplied(DateTimeOffset.UnixEpoch, _number, 200, SyncMlMediaType.Xml, SyncMlCodec.Encode(message, SyncMlEncoding.Xml)));
        return this;
    }

    public LintDialogue Theirs(bool final, params IReadOnlyList<Command> commands) => Theirs(final, 212, null, commands);
}
