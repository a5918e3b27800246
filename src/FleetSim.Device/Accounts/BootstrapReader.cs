using FleetSim.Device.Session;
using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Accounts;

/// <summary>
/// An account that arrives by WAP push: client provisioning or DM profile. It is taken only when its MAC is right; with a user PIN the user
/// is asked for it. Nothing is answered; a session with the new server follows. Spec: OMA-TS-DM_Bootstrap-V1_2_1, 5; OMA-WAP-TS-ProvBoot-V1_1, 5.2.
/// </summary>
internal static class BootstrapReader
{
    /// <summary>Wrong PINs before the push is thrown away.</summary>
    private const int PinTries = 3;

    public static void Receive(in StepContext context, WapPushMessage message)
    {
        Decoded<BootstrapPush> push = BootstrapPush.Read(message);
        if (!push.IsDone) Drop(context, NotificationFault.Malformed);
        else if (push.Value.Method is null) Drop(context, NotificationFault.Unguarded);
        else if (push.Value.Method == SecurityMethod.NetworkPin) Judge(context, push.Value, "");
        else AskForPin(context, new PendingBootstrap(push.Value, 1));
    }

    /// <summary>The user's PIN; null or another answer: the push is thrown away.</summary>
    public static void Answered(in StepContext context, TerminalEvent.UserAnswered? answered)
    {
        PendingBootstrap pending = context.Terminal.Bootstrap!;
        context.Terminal.Bootstrap = null;
        if (answered is not { Answer: UserAnswer.Typed, Text: var pin }) Drop(context, NotificationFault.WrongDigest);
        else if (IsGenuine(context.Terminal, pending.Push, pin)) Take(context, pending.Push);
        else if (pending.Try < PinTries) AskForPin(context, pending with { Try = pending.Try + 1 });
        else Drop(context, NotificationFault.WrongDigest);
    }

    /// <summary>At the end of every step: another question may have taken the place of the one for the PIN, and was answered; it is asked again.</summary>
    public static void StepOver(in StepContext context)
    {
        if (context.Terminal is { OpenPrompt: null, Bootstrap: { } pending, Nv.PoweredOn: true }) AskForPin(context, pending);
    }

    private static void Judge(in StepContext context, BootstrapPush push, string pin)
    {
        if (IsGenuine(context.Terminal, push, pin)) Take(context, push);
        else Drop(context, NotificationFault.WrongDigest);
    }

    private static bool IsGenuine(Terminal terminal, BootstrapPush push, string pin) =>
        push.IsGenuine(terminal.Sim is { } sim ? BootstrapSecurity.NetworkSecret(sim.Imsi) : [], pin);

    /// <summary>One question at a time: while another one is open, a push that needs a PIN is dropped.</summary>
    private static void AskForPin(in StepContext context, PendingBootstrap pending)
    {
        if (context.Terminal.OpenPrompt is not null)
        {
            Drop(context, NotificationFault.Busy);
            return;
        }

        context.Terminal.Bootstrap = pending;
        context.Ask(UiSubject.BootstrapPin, "", new InteractionRequest.TextInput { Options = DisplayOptions.None, Text = "" });
    }

    private static void Take(in StepContext context, BootstrapPush push)
    {
        List<DmAccount> accounts = [.. push.Kind == BootstrapKind.ClientProvisioning ? Provisioned(push) : Profiled(push)];
        bool any = false;
        foreach (DmAccount account in accounts) any |= AccountTree.Add(context, account);
        if (!any) Drop(context, NotificationFault.Malformed);
        else if (AccountBook.FirstContact(context.Terminal) is { } first) SessionMachine.StartOwn(context, SessionTrigger.Bootstrap, first);
    }

    private static IEnumerable<DmAccount> Provisioned(BootstrapPush push)
    {
        Decoded<ProvisioningDocument> document = push.ReadProvisioning();
        return document.IsDone ? DmAccountMapping.Accounts(document.Value) : [];
    }

    /// <summary>Every account in the trees that the message adds, wherever it wants them: the handset files them by their type.</summary>
    private static IEnumerable<DmAccount> Profiled(BootstrapPush push)
    {
        Decoded<Protocol.SyncMl.SyncMlMessage> message = push.ReadMessage();
        if (!message.IsDone) yield break;
        foreach (Protocol.SyncMl.Item item in message.Value.Commands.OfType<Protocol.SyncMl.Command.Add>().SelectMany(add => add.Items))
        {
            if (item.Data is not { } data) continue;
            Decoded<MgmtTree> tree = MgmtTreeCodec.DecodeData(data);
            if (!tree.IsDone) continue;
            foreach (MgmtNode node in tree.Value.Nodes)
            {
                if (AccountTree.FromTree(node) is { } account) yield return account;
            }
        }
    }

    private static void Drop(in StepContext context, NotificationFault fault) => context.Note(new TerminalFact.NotificationDropped(fault));
}

/// <summary>A bootstrap push that waits for the user's PIN; lost with power.</summary>
/// <param name="Try">Which try of the user this is, from 1.</param>
internal sealed record PendingBootstrap(BootstrapPush Push, int Try);
