using System.Globalization;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>What a bootstrap push carries.</summary>
public enum BootstrapKind
{
    /// <summary>A provisioning document in WBXML.</summary>
    ClientProvisioning,

    /// <summary>An ordinary DM message in WBXML with TNDS inside; no answer is sent.</summary>
    DmProfile,
}

/// <summary>A bootstrap push taken apart, not yet believed.</summary>
/// <param name="Method">Null: no SEC, so nothing guards it.</param>
/// <param name="Mac">40 hex digits; null when there is none.</param>
public sealed record BootstrapPush(BootstrapKind Kind, SecurityMethod? Method, string? Mac, byte[] Document)
{
    public const string DmMediaType = "application/vnd.syncml.dm+wbxml";

    /// <summary>The push that carries a document, its MAC made with the key. Spec: OMA-TS-DM_Security-V1_2_1, 5.7; OMA-WAP-TS-ProvCont-V1_1, Media Type Parameter.</summary>
    /// <param name="key">Empty for USERPINMAC: the push then has no MAC.</param>
    public static WapPushMessage Make(BootstrapKind kind, SecurityMethod method, ReadOnlySpan<byte> key, byte[] document)
    {
        List<WspParameter> parameters = [new("SEC", ((int)method).ToString(CultureInfo.InvariantCulture))];
        if (method != SecurityMethod.UserPinMac) parameters.Add(new WspParameter("MAC", BootstrapSecurity.Mac(key, document)));
        return kind == BootstrapKind.ClientProvisioning
            ? new WapPushMessage(ProvisioningCodec.WbxmlMediaType, null, document) { Parameters = parameters }
            : new WapPushMessage(DmMediaType, "x-wap-application:syncml.dm", document) { Parameters = parameters };
    }

    /// <summary>Takes a push apart. Invalid: another content type, or a SEC that is none of the four.</summary>
    public static Decoded<BootstrapPush> Read(WapPushMessage push)
    {
        ArgumentNullException.ThrowIfNull(push);
        BootstrapKind? kind = push.ContentType switch
        {
            ProvisioningCodec.WbxmlMediaType => BootstrapKind.ClientProvisioning,
            DmMediaType => BootstrapKind.DmProfile,
            _ => null,
        };
        if (kind is null) return Decoded.Invalid<BootstrapPush>(0, "the content type is not that of a bootstrap");
        if (push.Parameter("SEC") is not { } text) return Decoded.Done(new BootstrapPush(kind.Value, null, push.Parameter("MAC"), push.Body), 0);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int method) && method is >= 0 and <= 3
            ? Decoded.Done(new BootstrapPush(kind.Value, (SecurityMethod)method, push.Parameter("MAC"), push.Body), 0)
            : Decoded.Invalid<BootstrapPush>(0, "a SEC that is none of the four methods");
    }

    /// <summary>True when the MAC fits this secret and PIN; without SEC never.</summary>
    public bool IsGenuine(ReadOnlySpan<byte> networkSecret, string pin)
    {
        if (Method is not { } method) return false;
        if (method == SecurityMethod.UserPinMac) return Kind == BootstrapKind.ClientProvisioning && BootstrapSecurity.IsGenuinePin(pin, Document);
        byte[] key = Kind == BootstrapKind.ClientProvisioning
            ? BootstrapSecurity.ProvisioningKey(method, networkSecret, pin)
            : BootstrapSecurity.DmKey(method, networkSecret, pin);
        return BootstrapSecurity.IsGenuine(key, Document, Mac);
    }

    /// <summary>The DM message of a profile bootstrap; TNDS in it stays the Data of its Item.</summary>
    public Decoded<SyncMlMessage> ReadMessage() => Kind == BootstrapKind.DmProfile
        ? SyncMlCodec.Decode(Document, SyncMlEncoding.Wbxml)
        : Decoded.Invalid<SyncMlMessage>(0, "a provisioning document, not a DM message");

    public Decoded<ProvisioningDocument> ReadProvisioning() => Kind == BootstrapKind.ClientProvisioning
        ? ProvisioningCodec.Decode(Document, SyncMlEncoding.Wbxml)
        : Decoded.Invalid<ProvisioningDocument>(0, "a DM message, not a provisioning document");
}
