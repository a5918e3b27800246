using FleetSim.Platform.Engine;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>Carries out a script and books what comes back: each Status, each value, each answer of the user.</summary>
internal sealed class ScriptErrand(ManagedDevice device, string sessionId, Script script, Ledger ledger) : Errand
{
    private int _next;
    private bool _closesPackage = true;

    public override bool ClosesPackage => _closesPackage;

    public override bool IsEndless => script.IsEndless;

    public override bool Advance(DateTimeOffset now)
    {
        if (_next == script.Stages.Count && !script.IsEndless) return false;
        ScriptStage stage = script.Stages[_next++ % script.Stages.Count];
        if (script.IsEndless) _next %= script.Stages.Count;
        _closesPackage = stage.ClosesPackage;
        Pending.AddRange(stage.Commands);
        return true;
    }

    public override void OnStatus(Command asked, Command.Status status, DateTimeOffset now)
    {
        string? uri = status.TargetRefs.Count > 0 ? status.TargetRefs[0] : UriOf(asked);
        Book(asked.Name, uri, status.Code, asked is Command.Alert alert ? Answer(alert, status) : null, now);
    }

    public override void OnResult(string uri, string value, DateTimeOffset now) => Book("Results", uri, StatusCode.Ok, value, now);

    private void Book(string command, string? uri, int code, string? answer, DateTimeOffset now) =>
        ledger.CommandStatus(device, sessionId, script.Name, command, uri, code, answer, now);

    /// <summary>What the user typed or chose; several choices are joined by commas. Null when the Status does not answer the alert.</summary>
    private static string? Answer(Command.Alert alert, Command.Status status) =>
        InteractionRequest.Read(alert) is { IsDone: true } request && InteractionAnswer.Read(request.Value, status) is { Values.Count: > 0 } answer
            ? string.Join(',', answer.Values)
            : null;

    private static string? UriOf(Command asked) => asked is Command.OverItems { Items: [{ Target.LocUri: { } uri }, ..] } ? uri : null;
}
