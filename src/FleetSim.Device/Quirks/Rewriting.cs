using FleetSim.Device.Tree;
using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Quirks;

/// <summary>The few ways in which quirks change what a handset says, shows and has.</summary>
internal static class Rewriting
{
    /// <summary>Every DM message on its way out, changed.</summary>
    public static void Messages(in StepContext context, List<TerminalAction> actions, Func<SyncMlMessage, SyncMlMessage> change)
    {
        for (int i = 0; i < actions.Count; i++)
        {
            if (actions[i] is not TerminalAction.PostDm post) continue;
            Decoded<SyncMlMessage> message = SyncMlCodec.Decode(post.Body, post.Encoding);
            if (message.IsDone) actions[i] = post with { Body = SyncMlCodec.Encode(change(message.Value), post.Encoding, context.Terminal.Model.Dm.Style) };
        }
    }

    /// <summary>Every Status on its way out for a command of that name, changed; null takes it out.</summary>
    public static void Statuses(in StepContext context, List<TerminalAction> actions, string command, Func<Command.Status, Command.Status?> change) =>
        Messages(context, actions, message => message with
        {
            Commands = [.. message.Commands.Select(c => c is Command.Status status && status.Cmd == command ? change(status) : c).OfType<Command>()],
        });

    /// <summary>Takes what was shown for this subject out of the journal again.</summary>
    public static void Hide(in StepContext context, List<TerminalAction> actions, UiSubject subject)
    {
        context.Nv.Journal.Remove(subject);
        actions.RemoveAll(a => a is TerminalAction.Remark remark && remark.Text.StartsWith($"shown: {subject} ", StringComparison.Ordinal));
    }

    /// <summary>The model without these nodes and all below them.</summary>
    public static HandsetModel Without(HandsetModel model, params string[] paths) =>
        model with { Tree = new TreeTemplate(model.Tree.Nodes.Where(node => !paths.Any(path => IsBelow(node.Path, path)))) };

    /// <summary>The model with these nodes, and all below them, changed.</summary>
    public static HandsetModel With(HandsetModel model, string path, Func<TreeNode, TreeNode> change) =>
        model with { Tree = new TreeTemplate(model.Tree.Nodes.Select(node => IsBelow(node.Path, path) ? change(node) : node)) };

    /// <summary>The user never answers this question: the handset answers it at once.</summary>
    public static void AnswerAtOnce(in StepContext context, List<TerminalAction> actions, UiSubject subject)
    {
        if (actions.Exists(a => a is TerminalAction.Prompt prompt && prompt.Subject == subject))
            context.Terminal.StepAlone(new TerminalEvent.UserAnswered(context.At, UserAnswer.Yes), actions);
    }

    private static bool IsBelow(string path, string root) => path == root || path.StartsWith(root + "/", StringComparison.Ordinal);
}
