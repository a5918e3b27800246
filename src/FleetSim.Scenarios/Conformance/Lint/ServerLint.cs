using FleetSim.Device;
using FleetSim.Protocol.Identity;
using FleetSim.Scenarios.Life;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// Reads what passes between one handset and a platform, and finds what the platform did wrong. An independent reader: it knows the wire forms
/// and the account, nothing of the handset's session code. Events and actions are given in order; the actions of a step after its events.
/// Deterministic, bounded, and nothing that a peer sends makes it throw.
/// </summary>
public sealed class ServerLint
{
    private readonly DmLint _dm;
    private readonly RegistrationLint _registration;
    private readonly NotificationLint _notification;
    private readonly ShortMessageLint _messages;
    private readonly DownloadLint _download;

    /// <param name="imei">The handset.</param>
    /// <param name="model">What its client speaks and demands.</param>
    /// <param name="settings">Its preset account, and the packages that are known from outside the wire.</param>
    public ServerLint(Imei imei, HandsetModel model, TerminalSettings settings, LintLimits limits)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(limits);
        Sheet = new LintSheet(imei);
        LintAccount account = LintAccount.Of(settings);
        NonceLedger nonces = new(account);
        _dm = new DmLint(Sheet, model, account, limits, nonces);
        _registration = new RegistrationLint(Sheet, model.Registration, limits);
        _notification = new NotificationLint(Sheet, model, account, limits, nonces);
        _messages = new ShortMessageLint(Sheet, model.Registration, _registration, _notification);
        _download = new DownloadLint(Sheet, model.Firmware, settings.Packages, limits);
    }

    /// <summary>What was seen so far.</summary>
    public LintSheet Sheet { get; }

    /// <summary>True while a confirmation is awaited whose time is not over.</summary>
    public bool AwaitsConfirmation => _registration.IsOpen;

    /// <summary>Something happened to the handset.</summary>
    public void Happened(TerminalEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Sheet.At = happened.At;
        Sheet.Place = LintPlace.Nowhere;
        _registration.Tick(happened.At);
        switch (happened)
        {
            case TerminalEvent.PowerOff: _registration.PoweredOff(); break;
            case TerminalEvent.SmsAccepted accepted: _registration.Accepted(accepted); break;
            case TerminalEvent.SmsReceived received: _messages.Received(received); break;
            case TerminalEvent.HttpReplied reply:
                if (!_dm.Replied(reply)) _download.Replied(reply);
                break;
            case TerminalEvent.HttpFailed failed:
                if (!_dm.Failed(failed)) _download.Failed(failed);
                break;
            case TerminalEvent.FetchStarted head: _download.Started(head); break;
            case TerminalEvent.FetchOctets octets: _download.Received(octets); break;
            case TerminalEvent.FetchEnded ended: _download.Ended(ended); break;
        }

        if (_registration.ConfirmedAt is { } confirmed) _notification.Registered(confirmed);
    }

    /// <summary>The handset did something.</summary>
    public void Did(TerminalAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Sheet.Place = LintPlace.Nowhere;
        switch (action)
        {
            case TerminalAction.SendSms send: _registration.Sent(send); break;
            case TerminalAction.PostDm post:
                _dm.Posted(post);
                _notification.Spoke(_dm.VerDtd);
                break;
            case TerminalAction.GetDescriptor get: _download.Asked(get); break;
            case TerminalAction.Fetch fetch: _download.Fetching(fetch); break;
            case TerminalAction.PostNotify notify: _download.Notifying(notify); break;
            case TerminalAction.BreakTransfer: _download.BrokenOff(); break;
            case TerminalAction.BreakOff:
                _dm.BrokenOff();
                _download.BrokenOff();
                break;
        }
    }

    /// <summary>A trouble that FleetSim itself makes: what follows from it is not the platform's fault.</summary>
    public void Befell(FaultKind fault)
    {
        if (fault == FaultKind.ConfirmationLost) _registration.ConfirmationLost();
    }

    /// <summary>The run is over: limits in time that have passed are looked at once more.</summary>
    public void End(DateTimeOffset at)
    {
        Sheet.At = at;
        Sheet.Place = LintPlace.Nowhere;
        _registration.Tick(at);
        _notification.End(at);
    }
}
