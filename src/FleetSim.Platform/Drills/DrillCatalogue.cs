using System.Collections.Frozen;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using static FleetSim.Platform.Drills.DownloadDrills;
using static FleetSim.Platform.Drills.ShortMessageDrills;

namespace FleetSim.Platform.Drills;

/// <summary>
/// Every drill there is: its name, where it strikes, what goes out, which row or rule it breaks or tries, and what it changes. The list in
/// docs/platform.md is held against this one by a test.
/// </summary>
internal static class DrillCatalogue
{
    private const DownlinkKind Confirm = DownlinkKind.Confirmation;
    private const DownlinkKind Notify = DownlinkKind.Notification;

    private const string Protocol = "DM protocol, statuses";
    private const string Packages = "DM protocol, packages";
    private const string Large = "DM protocol, large objects";
    private const string Tree = "DM representation, status codes of the command";

    public static IReadOnlyList<Drill> All { get; } =
    [
        new("uplinkDeferred", DrillPoint.Uplink, "The registration is answered by the temporary error 64 (hex) and not booked; the message centre tries again.", "REG-02", Refuse(0x64)),
        new("uplinkRefused", DrillPoint.Uplink, "The registration is answered by the permanent error 65 (hex) and not booked.", "REG-02, REG-21", Refuse(0x65)),
        new("uplinkRejected", DrillPoint.Uplink, "The registration is answered by the error 66 (hex), rejected, and not booked.", "REG-02, REG-21", Refuse(0x66)),

        new("confirmationLost", DrillPoint.Confirmation, "The confirmation is never sent; the platform believes it was.", "REG-26; tries REG-19, REG-20, REG-22", Lose(Confirm)),
        new("confirmationRefused", DrillPoint.Confirmation, "The confirmation ends in /0: not registered.", "tries REG-07 (D6), REG-20", Refusing()),
        new("confirmationForAnother", DrillPoint.Confirmation, "The confirmation names another IMEI.", "REG-26; tries REG-07", ForAnotherHandset()),
        new("confirmationWrongSender", DrillPoint.Confirmation, "The confirmation comes from a number that is not the service number.", "tries REG-12", FromWrongSender(Confirm)),
        new("confirmationWrongPorts", DrillPoint.Confirmation, "The confirmation has port 9999 in place of the registration port.", "tries REG-13", OnWrongPorts(Confirm)),
        new("confirmationNoHeader", DrillPoint.Confirmation, "The confirmation has no user data header.", "tries REG-13", WithoutHeader(Confirm)),
        new("confirmationGarbled", DrillPoint.Confirmation, "Every second octet of the confirmation's text is another.", "tries REG-07", Garbled(Confirm)),
        new("confirmationLate", DrillPoint.Confirmation, "The confirmation is held back for the drill's delay.", "REG-26; tries REG-20", Late(Confirm)),
        new("confirmationTwice", DrillPoint.Confirmation, "The confirmation is sent twice.", "REG-26 (one for each registration)", Twice(Confirm)),
        new("confirmationToNobody", DrillPoint.Confirmation, "The confirmation goes to a number of nobody: the message centre refuses the submit_sm.", "REG-26", ToNobody(Confirm)),

        new("notificationLost", DrillPoint.Notification, "Package #0 is not sent; the platform waits for the session all the same.", "DM notification", Lose(Notify)),
        new("notificationForged", DrillPoint.Notification, "Package #0 has a wrong digest.", "DM notification, digest", Notification(Forge)),
        new("notificationWrongSender", DrillPoint.Notification, "Package #0 comes from a number that is not the service number.", "tries REG-12", FromWrongSender(Notify)),
        new("notificationMalformed", DrillPoint.Notification, "The WAP push says that its headers are longer than it is.", "WSP push", MalformedPush()),
        new("notificationGarbled", DrillPoint.Notification, "Every second octet of the WAP push is another.", "WSP push", Garbled(Notify)),
        new("notificationWrongPorts", DrillPoint.Notification, "Package #0 goes to port 9999.", "WAP push, port 2948", OnWrongPorts(Notify)),
        new("notificationTwice", DrillPoint.Notification, "Package #0 is sent twice, with the same session id.", "DM notification, one session for an id", Twice(Notify)),
        new("notificationLate", DrillPoint.Notification, "Package #0 is held back for the drill's delay.", "DM notification", Late(Notify)),
        new("notificationUnknownServer", DrillPoint.Notification, "Package #0 names a server id that the handset has no account for; its digest is right.", "DM notification, server id", Notification(d => As(d, c => c with { ServerId = "NOBODY" }))),
        new("notificationVersion10", DrillPoint.Notification, "Package #0 is of version 1.0, whatever the handset speaks.", "DM notification, version", Notification(d => As(d, c => c with { Version = 10 }))),
        new("notificationVersion12", DrillPoint.Notification, "Package #0 is of version 1.2, that of data synchronisation.", "DM notification, version", Notification(d => As(d, c => c with { Version = 12 }))),

        new("credentialNeverAccepted", DrillPoint.Credential, "Every credential is refused by 401 with a challenge.", "DM security, one repetition", CredentialDrills.NeverAccept()),
        new("challengeFirst", DrillPoint.Credential, "The first message is answered by 407 with a challenge, whatever its credential is.", "DM security, challenge", CredentialDrills.ChallengeFirst()),
        new("challengeBasic", DrillPoint.Credential, "The first credential is refused, and a basic one is asked for.", "DM security, type of the challenge", CredentialDrills.ChallengeBy(AuthenticationType.Basic)),
        new("challengeMac", DrillPoint.Credential, "The first credential is refused, and a MAC is asked for.", "DM security, type of the challenge", CredentialDrills.ChallengeBy(AuthenticationType.Mac)),
        new("challengeUnknown", DrillPoint.Message, "A challenge names a type that DM does not have.", "DM security, type of the challenge", MessageDrills.UnknownChallenge()),
        new("credentialForOneMessage", DrillPoint.Credential, "A right credential is answered by 200 and a nonce in place of 212.", "DM security, 200 and 212", CredentialDrills.OnlyThisMessage()),
        new("sameNonce", DrillPoint.Credential, "Every NextNonce is the same.", "DM security, nonces", CredentialDrills.SameNonce()),
        new("serverCredentialMissing", DrillPoint.Message, "The server's messages have no Cred.", "DM security, both sides", MessageDrills.Credential(_ => null)),
        new("serverCredentialWrong", DrillPoint.Message, "The digest of the server's Cred is wrong.", "DM security, both sides", MessageDrills.Credential(c => c with { Data = Credentials.Md5Credential("nobody", "nothing", []) })),
        new("serverCredentialAfterChallenge", DrillPoint.Message, "The server's Cred is missing in the answer to the handset's challenge.", "DM security, challenge", MessageDrills.NoCredentialAfterChallenge()),
        new("serverMacWrong", DrillPoint.DmExchange, "The server's x-syncml-hmac header is that of another message.", "DM security, MAC", HttpDrills.WrongMac()),

        new("statusMissing", DrillPoint.Message, "The last command of the handset gets no Status.", Protocol, MessageDrills.LastStatus(_ => null)),
        new("statusWrongCmdRef", DrillPoint.Message, "The last Status names a command that there is not.", Protocol, MessageDrills.LastStatus(MessageDrills.WrongCmdRef)),
        new("statusWrongMsgRef", DrillPoint.Message, "The last Status names a message that there was not.", Protocol, MessageDrills.LastStatus(MessageDrills.WrongMsgRef)),
        new("statusWrongCmd", DrillPoint.Message, "The last Status names a command of another kind.", Protocol, MessageDrills.LastStatus(s => s with { Cmd = "Copy" })),
        new("respUriElsewhere", DrillPoint.Message, "RespURI sends the handset to another path of this server.", "DM protocol, RespURI", MessageDrills.RespUri(null)),
        new("respUriForbidden", DrillPoint.Message, "RespURI names a host that is not allowed.", "DM protocol, RespURI; allowed targets", MessageDrills.RespUri(MessageDrills.ForbiddenUrl)),
        new("msgIdNotCounted", DrillPoint.Message, "Every message of the server has MsgID 1.", "DM representation, MsgID", MessageDrills.Header(h => h with { MsgId = MsgId.From(1) })),
        new("sessionIdChanged", DrillPoint.Message, "The server's messages have another SessionID than the handset's.", "DM representation, SessionID", MessageDrills.Header(h => h with { SessionId = h.SessionId + "1" })),
        new("cmdIdTwice", DrillPoint.Message, "The last command has the CmdID of the first.", "DM representation, CmdID", MessageDrills.NumberTwice()),
        new("finalMissing", DrillPoint.Message, "The server's messages have no Final.", Packages, MessageDrills.NoFinal()),
        new("commandsRepeated", DrillPoint.Message, "While the handset is not at the end of its answer, the commands are sent again.", Packages, MessageDrills.RepeatCommands()),
        new("sessionAborted", DrillPoint.Message, "Alert 1223 comes in place of the second package's commands.", "DM protocol, abort; COL-10", MessageDrills.Abort()),
        new("sessionEndless", DrillPoint.Session, "The session never ends: the same Get comes for ever.", "DM protocol, end of a session", CommandDrills.Endless("sessionEndless", CommandDrills.GetAgain)),

        new("http500", DrillPoint.DmExchange, "The POST is answered by 500 and not looked at.", "EXC-13", HttpDrills.Unread(new WebReply(500))),
        new("http503", DrillPoint.DmExchange, "The POST is answered by 503 and not looked at.", "EXC-13", HttpDrills.Unread(new WebReply(503))),
        new("http404", DrillPoint.DmExchange, "The POST is answered by 404 and not looked at.", "DM over HTTP", HttpDrills.Unread(new WebReply(404))),
        new("httpStalled", DrillPoint.DmExchange, "The POST is taken, not looked at, and never answered.", "EXC-03", HttpDrills.Unread(new WebReply(503) { NeverAnswered = true })),
        new("httpOtherType", DrillPoint.DmExchange, "The answer says that it is text/html.", "DM over HTTP, media types", HttpDrills.Answer(r => r with { ContentType = "text/html" })),
        new("httpEmpty", DrillPoint.DmExchange, "The answer has no body.", "DM over HTTP", HttpDrills.Answer(r => r with { Body = default })),
        new("httpGarbled", DrillPoint.DmExchange, "The answer cannot be decoded.", "DM representation", HttpDrills.Answer(HttpDrills.Garble)),
        new("httpTruncated", DrillPoint.DmExchange, "The answer is half of the message, as if it were all.", "DM representation", HttpDrills.Answer(HttpDrills.Halve)),
        new("httpLate", DrillPoint.DmExchange, "The answer is held back for the drill's delay.", "EXC-03", HttpDrills.Answer((r, on) => r with { Delay = on.Delay })),
        new("httpClosed", DrillPoint.DmExchange, "The message is taken, and the connection closed without an answer.", "COL-10, EXC-13", HttpDrills.Answer(r => r with { CutAfter = 0 })),
        new("httpCut", DrillPoint.DmExchange, "The connection is closed in the middle of the answer.", "COL-10, EXC-13", HttpDrills.Answer(r => r with { CutAfter = r.Body.Length / 2 })),

        new("reportRefused", DrillPoint.Message, "Alert 1226 is answered by Status 500.", "tries EXC-14", MessageDrills.ReportStatus(s => s with { Code = StatusCode.CommandFailed })),
        new("reportWithoutStatus", DrillPoint.Message, "The answer has no Status for the Alert 1226.", "tries EXC-13, EXC-14", MessageDrills.ReportStatus(_ => null)),
        new("reportUnanswered", DrillPoint.DmExchange, "The message with the Alert 1226 is booked and never answered.", "tries EXC-13, EXC-14", HttpDrills.ReportAnswer((r, _) => r with { NeverAnswered = true })),
        new("reportLate", DrillPoint.DmExchange, "The answer to the Alert 1226 is held back for the drill's delay.", "tries EXC-13, EXC-14", HttpDrills.ReportAnswer((r, on) => r with { Delay = on.Delay })),

        new("getMissing", DrillPoint.Session, "A Get of a node that does not exist.", "CFG-05 (404)", CommandDrills.Send("getMissing", CommandDrills.GetMissing)),
        new("getLongUri", DrillPoint.Session, "A Get of an address of 2,000 characters.", Tree + " (414 or 404)", CommandDrills.Send("getLongUri", CommandDrills.GetLongUri)),
        new("getWithoutItem", DrillPoint.Session, "A Get that names no node.", Tree, CommandDrills.Send("getWithoutItem", CommandDrills.ItemlessGet)),
        new("replaceReadOnly", DrillPoint.Session, "A Replace of a node that cannot be written.", "CFG-05 (405)", CommandDrills.Send("replaceReadOnly", CommandDrills.ReplaceReadOnly)),
        new("replaceMissing", DrillPoint.Session, "A Replace of a node that does not exist.", "CFG-05 (404)", CommandDrills.Send("replaceMissing", CommandDrills.ReplaceMissing)),
        new("execWithoutExec", DrillPoint.Session, "An Exec of a node that cannot be executed.", Tree + " (405)", CommandDrills.Send("execWithoutExec", CommandDrills.ExecWithoutExec)),
        new("deletePermanent", DrillPoint.Session, "A Delete of a permanent node.", Tree + " (405)", CommandDrills.Send("deletePermanent", CommandDrills.DeletePermanent)),
        new("addAndDelete", DrillPoint.Session, "An Add of a leaf, the same Add again, and a Delete of the leaf.", Tree + " (418 for the second)", CommandDrills.Send("addAndDelete", CommandDrills.AddLeaf, CommandDrills.AddLeaf, CommandDrills.DeleteLeaf)),
        new("addWithoutParent", DrillPoint.Session, "An Add below a node that does not exist.", Tree + " (404)", CommandDrills.Send("addWithoutParent", CommandDrills.AddWithoutParent)),
        new("copyLeaf", DrillPoint.Session, "A Copy of a leaf to a new one, and a Delete of the copy.", Tree + " (optional: 406)", CommandDrills.Send("copyLeaf", CommandDrills.CopyLeaf, CommandDrills.DeleteLeaf)),
        new("copyInterior", DrillPoint.Session, "A Copy of an interior node.", Tree + " (403)", CommandDrills.Send("copyInterior", CommandDrills.CopyInterior)),
        new("atomicFails", DrillPoint.Session, "An Atomic whose second command fails.", "Atomic: 507, 216, 404", CommandDrills.Send("atomicFails", CommandDrills.FailingAtomic)),
        new("atomicNested", DrillPoint.Session, "An Atomic inside an Atomic.", "Atomic: 500", CommandDrills.Send("atomicNested", CommandDrills.NestedAtomic)),
        new("atomicWithGet", DrillPoint.Session, "A Get inside an Atomic.", "Atomic: 500", CommandDrills.Send("atomicWithGet", CommandDrills.AtomicWithGet)),
        new("largeWithoutSize", DrillPoint.Session, "An object in two chunks, the first without Size.", Large, CommandDrills.InChunks("largeWithoutSize", null)),
        new("largeWrongSize", DrillPoint.Session, "An object in two chunks whose Size is 7 octets too large.", Large + " (424)", CommandDrills.InChunks("largeWrongSize", 3007)),
        new("largeBrokenOff", DrillPoint.Session, "The first chunk of an object, and then another command.", Large + " (Alert 1225)", CommandDrills.BrokenOff("largeBrokenOff")),

        new("descriptorInvalid", DrillPoint.Descriptor, "The descriptor has no objectURI.", "OMA download, 906", InvalidDescriptor()),
        new("descriptorWrongSize", DrillPoint.Descriptor, "The descriptor's size is 1 octet too large.", "OMA download, 905", Descriptor(d => d with { Size = d.Size + 1 })),
        new("descriptorHuge", DrillPoint.Descriptor, "The descriptor's size is 1 TiB.", "OMA download, 901", Descriptor(d => d with { Size = 1L << 40 })),
        new("descriptorWrongType", DrillPoint.Descriptor, "The descriptor's type is one that no handset installs.", "OMA download, 953", Descriptor(d => d with { Types = ["video/x-drill"] })),
        new("descriptorVersion2", DrillPoint.Descriptor, "The descriptor's DDVersion is 2.0.", "OMA download, 951", Descriptor(d => d with { DdVersion = "2.0" })),
        new("descriptorNoNotify", DrillPoint.Descriptor, "The descriptor has no installNotifyURI.", "OMA download, optional", Descriptor(d => d with { InstallNotifyUri = null })),
        new("descriptorForbiddenObject", DrillPoint.Descriptor, "objectURI names a host that is not allowed.", "OMA download, 954; allowed targets", Descriptor(d => d with { ObjectUri = DownloadDrills.ForbiddenUrl })),
        new("descriptorMissing", DrillPoint.Descriptor, "PkgURL is answered by 404.", "FUMO 411", DescriptorAnswer(_ => new WebReply(404))),
        new("descriptorIsPackage", DrillPoint.Descriptor, "PkgURL gives the package itself (direct download).", "FUMO, PkgURL", PackageInItsPlace()),

        new("objectCorrupt", DrillPoint.Object, "The last octet of the package is another: its hash is wrong.", "FUMO 402, FUM-05", DownloadDrills.Object(Corrupt)),
        new("objectOtherType", DrillPoint.Object, "The object is of another type than the descriptor says.", "OMA download, 905", DownloadDrills.Object(OfOtherType)),
        new("objectMissing", DrillPoint.Object, "The object is answered by 404.", "OMA download, 954", DownloadDrills.Object(_ => new WebReply(404))),
        new("objectUnavailable", DrillPoint.Object, "The object is answered by 503; with first, so many times.", "FUM-15, FUMO 503", DownloadDrills.Object(_ => new WebReply(503))),
        new("objectUnsatisfiable", DrillPoint.Object, "A Range behind the beginning is answered by 416.", "RFC 9110, 15.5.17; FUM-15", Resume(Unsatisfiable)),
        new("objectIgnoresRange", DrillPoint.Object, "Every Range is answered by 200 and the whole object.", "RFC 9110, 14.2; FUM-15", DownloadDrills.Object(Whole)),
        new("objectChangingETag", DrillPoint.Object, "The object's ETag is another at each offset.", "RFC 9110, 13.1.5; FUM-15", DownloadDrills.Object(OtherTag)),
        new("objectWrongRange", DrillPoint.Object, "Content-Range says an offset one too high, and a length one too large.", "RFC 9110, 14.4; FUM-15", Resume(WrongRange)),
        new("objectRedirected", DrillPoint.Object, "The object is redirected to another path of this server.", "RFC 9110, 15.4.3; allowed targets", Redirect(null)),
        new("objectRedirectedForbidden", DrillPoint.Object, "The object is redirected to a host that is not allowed.", "allowed targets", Redirect(DownloadDrills.ForbiddenUrl)),
        new("objectCut", DrillPoint.Object, "The connection is closed in the middle of the object.", "FUM-15, EXC-04", DownloadDrills.Object(CutInTheMiddle)),
        new("objectSlow", DrillPoint.Object, "The object comes with 256 octets a second.", "FUM-15, FUMO 407", DownloadDrills.Object(Slowly)),
    ];

    private static readonly FrozenDictionary<string, Drill> ByName = All.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);

    /// <summary>The drill of that name; null when there is none.</summary>
    public static Drill? Find(string name) => ByName.GetValueOrDefault(name);
}
