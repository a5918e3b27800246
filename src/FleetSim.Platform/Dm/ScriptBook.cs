using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>The scripts of the options, as commands.</summary>
internal sealed class ScriptBook(PlatformOptions options)
{
    private readonly IReadOnlyList<(ScriptOptions Options, Script Script)> _scripts =
        [.. options.Scripts.Select(s => (s, Script.Of(s.Name, [.. s.Commands.Select(Make)])))];

    /// <summary>The scripts that a session of this handset carries out.</summary>
    /// <param name="kind">The kind of its job; null for a session without one.</param>
    public IReadOnlyList<Script> For(ManagedDevice device, JobKind? kind) =>
        [.. _scripts.Where(s => Fits(s.Options.In, kind) && IsDrawn(device, s.Options)).Select(s => s.Script)];

    private bool IsDrawn(ManagedDevice device, ScriptOptions script) =>
        Draw.Unit(options.Seed ^ Draw.Hash(script.Name), device.Imei, DrawPurpose.ScriptShare) < script.Share;

    private static bool Fits(ScriptOccasion occasion, JobKind? kind) => occasion switch
    {
        ScriptOccasion.Collect => kind == JobKind.Collect,
        ScriptOccasion.Firmware => kind == JobKind.Firmware,
        _ => true,
    };

    private static Command Make(CommandOptions c) => c.Command switch
    {
        CommandName.Alert => Alert(c),
        CommandName.Add => new Command.Add { CmdId = Errand.Unnumbered, Items = [Valued(c)] },
        CommandName.Replace => new Command.Replace { CmdId = Errand.Unnumbered, Items = [Valued(c)] },
        CommandName.Delete => new Command.Delete { CmdId = Errand.Unnumbered, Items = [Errand.Target(c.Uri)] },
        CommandName.Copy => new Command.Copy { CmdId = Errand.Unnumbered, Items = [Errand.Target(c.Uri) with { Source = new Location(c.Source) }] },
        CommandName.Get => Errand.Get([c.Uri]),
        CommandName.Exec => new Command.Exec { CmdId = Errand.Unnumbered, Items = [Errand.Target(c.Uri)] },
        CommandName.Atomic => new Command.Atomic { CmdId = Errand.Unnumbered, Commands = [.. c.Commands.Select(Make)] },
        _ => new Command.Sequence { CmdId = Errand.Unnumbered, Commands = [.. c.Commands.Select(Make)] },
    };

    private static Item Valued(CommandOptions c)
    {
        Meta meta = new() { Format = c.Format, Type = c.Format == "node" ? null : "text/plain" };
        if (c.Format == "node") return Errand.Target(c.Uri) with { Meta = meta };
        return Errand.Target(c.Uri) with { Meta = meta, Data = c.Octets > 0 ? Text(c.Octets) : c.Value };
    }

    /// <summary>Text of so many octets in which a lost or doubled piece shows: each character depends on its place.</summary>
    internal static string Text(int octets) => string.Create(octets, 0, static (span, _) =>
    {
        for (int i = 0; i < span.Length; i++) span[i] = (char)('a' + ((i + (i / 26)) % 26));
    });

    private static Command.Alert Alert(CommandOptions c)
    {
        DisplayOptions shown = DisplayOptions.Read(c.Options);
        InteractionRequest request = c.Code switch
        {
            AlertCode.Confirm => new InteractionRequest.Confirm { Options = shown, Text = c.Text },
            AlertCode.TextInput => new InteractionRequest.TextInput { Options = shown, Text = c.Text },
            AlertCode.SingleChoice => new InteractionRequest.SingleChoice { Options = shown, Text = c.Text, Choices = c.Choices },
            AlertCode.MultipleChoice => new InteractionRequest.MultipleChoice { Options = shown, Text = c.Text, Choices = c.Choices },
            _ => new InteractionRequest.Display { Options = shown, Text = c.Text },
        };
        return request.ToAlert(Errand.Unnumbered);
    }
}
