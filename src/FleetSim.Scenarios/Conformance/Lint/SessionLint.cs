using FleetSim.Device;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>One session: hands each message to the rules, in order.</summary>
internal sealed class SessionLint
{
    private readonly LintSheet _sheet;
    private readonly HeaderLint _header;
    private readonly StatusLint _statuses;
    private readonly CredentialLint _credentials;
    private readonly PackageLint _packages;
    private readonly CommandLint _commands;
    private readonly LargeObjectLint _objects;

    public SessionLint(LintSheet sheet, HandsetModel model, LintAccount account, LintLimits limits, NonceLedger nonces, ChallengeHistory challenges, string id)
    {
        (_sheet, Id) = (sheet, id);
        _header = new HeaderLint(sheet, limits);
        _statuses = new StatusLint(sheet);
        _credentials = new CredentialLint(sheet, model.Authentication.Server, account, nonces, challenges);
        _packages = new PackageLint(sheet, limits);
        _commands = new CommandLint(sheet);
        _objects = new LargeObjectLint(sheet);
    }

    /// <summary>SessionID.</summary>
    public string Id { get; }

    /// <summary>The handset's next message goes out.</summary>
    public void Sent(SyncMlMessage message, TerminalAction.PostDm post)
    {
        _header.Sent(message);
        _statuses.Sent(message);
        _credentials.Sent(message, post);
        _packages.Sent(message);
        _objects.Sent(message);
    }

    /// <summary>An answer was lost: the platform may be further than was seen.</summary>
    public void Lost() => _header.Lost();

    public void Answered(SyncMlMessage message, TerminalEvent.HttpReplied reply, TerminalAction.PostDm post)
    {
        _sheet.Place = new LintPlace(Session: Id, Message: message.Header.MsgId.Text);
        _header.Received(message, reply.Body.Length);
        bool refused = _credentials.Received(message, reply, post);
        _statuses.Received(message, refused);
        _packages.Received(message, refused);
        _commands.Received(message);
        _objects.Received(message);
    }
}
