namespace FleetSim.Protocol.SyncMl;

/// <summary>How the Type of a generic alert is spelled.</summary>
public enum AlertTypeForm
{
    /// <summary>org.openmobilealliance.dm...: what handsets send.</summary>
    Bare,

    /// <summary>"Reversed-Domain-Name: org...": the text's form.</summary>
    ReversedDomainName,

    /// <summary>"Content-Type: ..."; the type is a media type.</summary>
    ContentType,
}

/// <summary>
/// One Item of an Alert 1226 (or 1224). Spec: OMA-TS-DM_Protocol-V1_2_1, 8.7.
/// <code>Item( Source/LocURI?, Meta( Type, Format, Mark? ), Data )</code>
/// </summary>
public sealed record GenericAlert
{
    private const string DomainPrefix = "Reversed-Domain-Name:";
    private const string ContentPrefix = "Content-Type:";

    /// <summary>The node that has something to report; null for none.</summary>
    public string? Source { get; init; }

    /// <summary>Without prefix.</summary>
    public required string Type { get; init; }

    public AlertTypeForm TypeForm { get; init; }

    /// <summary>As in Meta/Format; chr or int for FUMO's result codes.</summary>
    public string? Format { get; init; }

    /// <summary>Null: none is sent, which means informational.</summary>
    public MarkLevel? Mark { get; init; }

    public ItemData? Data { get; init; }

    /// <summary>The Mark, or the one that a missing Mark stands for.</summary>
    public MarkLevel Importance => Mark ?? MarkLevel.Informational;

    /// <summary>The Item as it is sent.</summary>
    public Item ToItem() => new()
    {
        Source = Source is null ? null : new Location(Source),
        Meta = new Meta { Type = TypeText(), Format = Format, Mark = Mark?.Text() },
        Data = Data,
    };

    /// <summary>Reads an Item: all three spellings of Type, white space around texts forgiven. Invalid: without Type.</summary>
    public static Decoded<GenericAlert> Read(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string type = item.Meta?.Type?.Trim() ?? "";
        AlertTypeForm form = type.StartsWith(DomainPrefix, StringComparison.OrdinalIgnoreCase) ? AlertTypeForm.ReversedDomainName
            : type.StartsWith(ContentPrefix, StringComparison.OrdinalIgnoreCase) ? AlertTypeForm.ContentType
            : AlertTypeForm.Bare;
        if (form != AlertTypeForm.Bare) type = type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        if (type.Length == 0) return Decoded.Invalid<GenericAlert>(0, "a generic alert without Type");
        return Decoded.Done(
            new GenericAlert
            {
                Source = item.Source?.LocUri.Trim(),
                Type = type,
                TypeForm = form,
                Format = item.Meta?.Format?.Trim(),
                Mark = item.Meta?.Mark is { } mark ? MarkLevels.Parse(mark) : null,
                Data = item.Data,
            },
            0);
    }

    /// <summary>The Alert 1226 of a management object. The Correlator is that of the Exec, unchanged; null when it had none.</summary>
    public static Command.Alert ToAlert(CmdId id, string? correlator, params IEnumerable<GenericAlert> alerts) =>
        new() { CmdId = id, Code = AlertCode.Generic, Correlator = correlator, Items = [.. alerts.Select(alert => alert.ToItem())] };

    /// <summary>The Alert 1224: one Item per event, each with Type and Format.</summary>
    public static Command.Alert ToClientEvents(CmdId id, params IEnumerable<GenericAlert> events) =>
        new() { CmdId = id, Code = AlertCode.ClientEvent, Items = [.. events.Select(entry => entry.ToItem())] };

    private string TypeText() => TypeForm switch
    {
        AlertTypeForm.ReversedDomainName => $"{DomainPrefix} {Type}",
        AlertTypeForm.ContentType => $"{ContentPrefix} {Type}",
        _ => Type,
    };
}
