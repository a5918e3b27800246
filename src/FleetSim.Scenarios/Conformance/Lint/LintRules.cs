using static FleetSim.Scenarios.Conformance.Lint.LintArea;
using static FleetSim.Scenarios.Conformance.Lint.LintSeverity;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>Every rule of the lint: the closed set. docs/lint-rules.md is held against this table by a test.</summary>
public static class LintRules
{
    private const string Http = "DM over HTTP";
    private const string Protocol = "OMA-TS-DM_Protocol-V1_2_1";
    private const string RepPro = "OMA-TS-DM_RepPro-V1_2_1";
    private const string Security = "OMA-TS-DM_Security-V1_2_1";
    private const string Notify = "OMA-TS-DM_Notification-V1_2_1";
    private const string Ota = "OMA-Download-OTA-V1_0";

    private static readonly List<LintRule> Known = [];

    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<LintRule> All => Known;

    /// <summary>The rule with this id; null: there is none.</summary>
    public static LintRule? Find(string id) => Known.Find(rule => rule.Id == id);

    // Transport of DM messages.
    public static LintRule ConnectionRefused { get; } = Add(Transport, "connection-refused", Error, Http + ", connection", "The platform does not take connections at the address it gave.", "Let the server listen at the address of the account and of every address it hands out.");
    public static LintRule NoAnswer { get; } = Add(Transport, "no-answer", Error, "EXC-03", "A DM message is taken and not answered in time.", "Answer every POST within the handset's time limit; a late answer is a lost session.");
    public static LintRule ConnectionClosed { get; } = Add(Transport, "connection-closed", Error, "COL-10, EXC-13", "The connection is closed before or in the middle of the answer.", "Send the whole body that Content-Length announces before closing; look for a crash or a proxy limit.");
    public static LintRule HttpStatus { get; } = Add(Transport, "http-status", Error, "EXC-13; " + Http + ", status codes", "A DM message is answered by another HTTP status than 200.", "Answer 200 with a SyncML message; trouble with commands belongs into Status, not into HTTP.");
    public static LintRule MediaType { get; } = Add(Transport, "http-media-type", Error, Http + ", media types", "The Content-Type of the answer is not that of the encoding that the handset uses.", "Answer XML by application/vnd.syncml.dm+xml and WBXML by application/vnd.syncml.dm+wbxml.");
    public static LintRule EmptyBody { get; } = Add(Transport, "http-empty-body", Error, Http + ", body", "The answer has no body.", "Every answer is a SyncML message; the last one of a session too.");
    public static LintRule Undecodable { get; } = Add(Transport, "message-undecodable", Error, RepPro + ", message", "The body is no SyncML message.", "Check the encoder at the octet that the finding names; fleetsim decode shows how far the body can be read.");
    public static LintRule MessageTooLarge { get; } = Add(Transport, "message-too-large", Error, Protocol + ", MaxMsgSize", "A message is larger than the handset's MaxMsgSize.", "Split the package into messages, or send the object in chunks, by the MaxMsgSize of the last SyncHdr.");

    // Header.
    public static LintRule SessionId { get; } = Add(Header, "session-id", Error, RepPro + ", SessionID", "The message has another SessionID than the handset's.", "Copy the SessionID of the request as it is, text for text.");
    public static LintRule MsgIdCount { get; } = Add(Header, "msg-id", Error, RepPro + ", MsgID", "The MsgIDs of the platform do not count from 1.", "Count the platform's own messages of a session: 1, 2, 3.");
    public static LintRule HeaderTarget { get; } = Add(Header, "header-target", Error, RepPro + ", Target", "The message is addressed to another device.", "Put the Source of the request into Target; keep sessions by device and SessionID, not by SessionID alone.");
    public static LintRule Version { get; } = Add(Header, "version", Error, RepPro + ", VerDTD and VerProto", "VerDTD or VerProto are not those of the handset.", "Answer in the version that the handset speaks.");
    public static LintRule CmdIdTwice { get; } = Add(Header, "cmd-id-twice", Error, RepPro + ", CmdID", "A CmdID stands twice in one message.", "Number all commands of a message, those in Atomic and Sequence included, without repetition.");
    public static LintRule RespUriInvalid { get; } = Add(Header, "resp-uri-invalid", Error, Protocol + ", RespURI", "RespURI is no absolute http address.", "Give an absolute address in RespURI, or leave it out.");
    public static LintRule RespUriForbidden { get; } = Add(Header, "resp-uri-forbidden", Error, Protocol + ", RespURI; allowed targets", "RespURI sends the handset to a host that this run does not allow.", "Give an address of the platform itself, or allow the host by --allow-target.");

    // Statuses.
    public static LintRule HeaderStatus { get; } = Add(Status, "status-header-missing", Error, Protocol + ", statuses", "A message of the platform has no Status for the handset's SyncHdr.", "Begin each answer with a Status of CmdRef 0, Cmd SyncHdr and the MsgRef of the request.");
    public static LintRule StatusMissing { get; } = Add(Status, "status-missing", Error, Protocol + ", statuses", "A command of the handset gets no Status in the package that answers it.", "Answer each Alert and Replace with a Status before Final.");
    public static LintRule StatusCmdRef { get; } = Add(Status, "status-cmd-ref", Error, Protocol + ", statuses", "A Status refers to a command that the handset did not send.", "Copy CmdRef from the CmdID of the command.");
    public static LintRule StatusMsgRef { get; } = Add(Status, "status-msg-ref", Error, Protocol + ", statuses", "A Status refers to a message that the handset did not send.", "Copy MsgRef from the MsgID of the handset's message.");
    public static LintRule StatusCmd { get; } = Add(Status, "status-cmd", Error, Protocol + ", statuses", "A Status names another command than the one it refers to.", "Put the element name of the command into Cmd.");
    public static LintRule StatusCode { get; } = Add(Status, "status-code", Warning, RepPro + ", status codes of the command", "A Status has a code that the specification does not list for its command.", "Use a code of the command's list.");

    // Credentials.
    public static LintRule ServerCredentialMissing { get; } = Add(Credentials, "server-credential-missing", Error, Security + ", both sides", "The platform does not prove itself.", "Send a Cred with server id and server password, made with the nonce that the handset gave last.");
    public static LintRule ServerDigest { get; } = Add(Credentials, "server-digest", Error, Security + ", both sides", "The platform's Cred does not fit the account and any nonce that it may use.", "H(B64(H(serverId:password)):nonce) with the octets of the handset's last NextNonce, base64-decoded once.");
    public static LintRule ServerMac { get; } = Add(Credentials, "server-mac", Error, Security + ", MAC", "The platform's x-syncml-hmac header does not fit its message.", "The nested MD5 form over the body as sent, not RFC 2104.");
    public static LintRule AfterChallenge { get; } = Add(Credentials, "server-credential-after-challenge", Error, Security + ", challenge", "The platform sends no credential although the handset has challenged it.", "Answer a Chal with a Cred of its type in the next message.");
    public static LintRule CredentialRefused { get; } = Add(Credentials, "credential-refused", Error, Security + ", one repetition", "A credential made with the nonce of the platform's own challenge is refused.", "Check user name, password and the nonce that was given; accept what answers the challenge.");
    public static LintRule ChallengeMissing { get; } = Add(Credentials, "challenge-missing", Error, Security + ", challenge", "A credential is refused for the first time without a challenge.", "Send Chal with type, Format b64 and NextNonce beside 401 and 407.");
    public static LintRule ChallengeType { get; } = Add(Credentials, "challenge-type", Error, Security + ", type of the challenge", "A challenge names a type that DM does not have.", "syncml:auth-basic, syncml:auth-md5 or syncml:auth-MAC.");
    public static LintRule NonceRepeated { get; } = Add(Credentials, "nonce-repeated", Error, Security + ", nonces", "A NextNonce is one that the handset was given before.", "Draw 16 random octets for each NextNonce.");
    public static LintRule MacForSession { get; } = Add(Credentials, "mac-for-session", Error, Security + ", 200 and 212", "A MAC is answered by 212; it holds for one message only.", "Answer a right MAC by 200 with a NextNonce.");
    public static LintRule RefusalWithCommands { get; } = Add(Credentials, "refusal-with-commands", Error, Protocol + ", authentication", "A message that refuses the handset's credential has commands.", "Send only Statuses beside 401 and 407; commands wait for the repeated package.");

    // Packages.
    public static LintRule CommandsTooEarly { get; } = Add(Packages, "commands-too-early", Error, Protocol + ", packages", "New commands come while the handset's package is not closed or its Statuses are outstanding.", "Answer a message without Final by Statuses and Alert 1222.");
    public static LintRule CommandsRepeated { get; } = Add(Packages, "commands-repeated", Error, Protocol + ", packages", "The same command comes in message after message.", "Remember what was asked and answered; end the session when nothing new is left.");
    public static LintRule FinalMissing { get; } = Add(Packages, "final-missing", Error, Protocol + ", packages", "The platform has nothing more to say and does not close its package.", "Put Final into the last message of each package.");
    public static LintRule SessionEndless { get; } = Add(Packages, "session-endless", Error, Protocol + ", end of a session", "The session does not come to an end.", "Send a message with Final and without commands when the work is done.");

    // Commands.
    public static LintRule WithoutItem { get; } = Add(Commands, "command-without-item", Error, RepPro + ", Add, Copy, Delete, Exec, Get, Replace", "A command names no node.", "Give every command at least one Item.");
    public static LintRule AtomicContent { get; } = Add(Commands, "atomic-content", Error, RepPro + ", Atomic", "An Atomic holds a command that must not stand there.", "Only Add, Alert, Delete, Copy and Replace in an Atomic.");
    public static LintRule AlertIncomplete { get; } = Add(Commands, "alert-incomplete", Error, Protocol + ", user interaction", "An Alert 1100 to 1104 lacks its text, or a choice its choices.", "Item 1 is the options (may be empty), Item 2 the text, the others the choices.");
    public static LintRule AlertOptions { get; } = Add(Commands, "alert-options", Warning, Protocol + ", user interaction options", "The options of an Alert cannot be read as they stand.", "name=value pairs joined by &: MINDT, MAXDT, MAXLEN numbers, IT one of A N D T P I, ET T or P.");
    public static LintRule LargeWithoutSize { get; } = Add(Commands, "large-without-size", Error, Protocol + ", large objects", "The first chunk of an object does not say its Size.", "Put Meta/Size into the first chunk.");
    public static LintRule LargeWrongSize { get; } = Add(Commands, "large-wrong-size", Error, Protocol + ", large objects", "The chunks of an object do not add up to its Size.", "Size counts the octets of the whole Data as encoded.");
    public static LintRule LargeBrokenOff { get; } = Add(Commands, "large-broken-off", Error, Protocol + ", large objects", "An object is broken off: something else comes before its last chunk.", "Send all chunks one after the other, nothing between them.");

    // Firmware reports.
    public static LintRule ReportUnanswered { get; } = Add(Reports, "report-unanswered", Error, "EXC-13, EXC-14", "An Alert 1226 is not answered.", "Answer the 1226 with a Status 200 or 202 in the next message.");
    public static LintRule ReportRefused { get; } = Add(Reports, "report-refused", Warning, "EXC-14", "An Alert 1226 is answered by an error.", "Take the report; a handset sends it again until it gets 2xx.");

    // Registration.
    public static LintRule RegistrationRefused { get; } = Add(Registration, "registration-refused", Error, "REG-02", "The registration message is refused.", "Answer deliver_sm with command_status 0.");
    public static LintRule RegistrationUnconfirmed { get; } = Add(Registration, "registration-unconfirmed", Error, "REG-26 (and REG-02)", "A registration is not confirmed within the limit.", "Send IMEI:<imei>/1 to the originating number for each valid registration.");
    public static LintRule ConfirmationSender { get; } = Add(Registration, "confirmation-sender", Error, "REG-12", "A confirmation comes from another number than the service number.", "Send it from the service number that the handsets are preset with.");
    public static LintRule ConfirmationPorts { get; } = Add(Registration, "confirmation-ports", Error, "REG-13", "A confirmation goes to other ports than the registration's.", "Source and destination port are the registration port, 16998.");
    public static LintRule ConfirmationHeader { get; } = Add(Registration, "confirmation-header", Error, "REG-13", "A confirmation has no port header.", "Set UDHI and send element 05 with both ports, 8-bit data.");
    public static LintRule ConfirmationImei { get; } = Add(Registration, "confirmation-imei", Error, "REG-26 (REG-07)", "A confirmation names another IMEI.", "Answer each registration with its own IMEI.");
    public static LintRule ConfirmationText { get; } = Add(Registration, "confirmation-text", Error, "REG-07", "A message on the registration port is no confirmation.", "The text is IMEI:, 15 digits, /1 or /0, and nothing else.");
    public static LintRule ConfirmationTwice { get; } = Add(Registration, "confirmation-twice", Error, "REG-26 (one for each registration)", "A registration is confirmed more than once.", "Send one confirmation for each registration message.");
    public static LintRule ConfirmationRefuses { get; } = Add(Registration, "confirmation-refuses", Warning, "REG-07 (D6)", "The platform refuses a registration by /0.", "Nothing, if this handset shall not be managed.");

    // Package #0.
    public static LintRule NotificationNone { get; } = Add(Notification, "notification-none", Warning, Notify + ", notification", "No package #0 came to a registered handset.", "Let the platform have something to do with the handset during the run.");
    public static LintRule NotificationSender { get; } = Add(Notification, "notification-sender", Error, "REG-12", "Package #0 comes from another number than the service number.", "Send it from the service number that the handsets are preset with.");
    public static LintRule NotificationPort { get; } = Add(Notification, "notification-port", Error, "WAP-259-WDP, port 2948", "A message of the platform goes to a port where no DM application listens.", "Package #0 goes to port 2948, a confirmation to the registration port.");
    public static LintRule PushMalformed { get; } = Add(Notification, "push-malformed", Error, "WAP-230-WSP, push", "A message on port 2948 is no WSP push.", "Transaction id, 06, length of the headers, content type, application id, then the body.");
    public static LintRule NotificationMalformed { get; } = Add(Notification, "notification-malformed", Error, Notify + ", format", "The body of the push is no package #0.", "16 octets of digest, 8 of fixed fields, the server id; the session id from 1.");
    public static LintRule NotificationDigest { get; } = Add(Notification, "notification-digest", Error, Notify + ", digest", "The digest of package #0 fits no nonce that the platform may use.", "H(B64(H(serverId:password)):nonce:B64(H(trigger))) with the handset's last NextNonce, base64-decoded once.");
    public static LintRule NotificationServer { get; } = Add(Notification, "notification-server-id", Error, Notify + ", server id", "Package #0 names a server that the handset has no account for.", "Send the ServerID of the account.");
    public static LintRule NotificationVersion { get; } = Add(Notification, "notification-version", Error, Notify + ", version", "The version of package #0 is not that of the handset's protocol.", "11 (1.1) for DM 1.2, 10 (1.0) for DM 1.1; 12 is data synchronisation.");
    public static LintRule NotificationRepeated { get; } = Add(Notification, "notification-repeated", Warning, Notify + ", one session for an id", "Package #0 has the session id of the one before.", "Draw another session id for each session; a handset opens only one for an id.");

    // Download descriptor.
    public static LintRule DownloadTarget { get; } = Add(Descriptor, "download-target", Error, Ota + "; allowed targets", "PkgURL, objectURI or installNotifyURI is no address, or of a host that this run does not allow.", "Give absolute http addresses of the platform, or allow the host by --allow-target.");
    public static LintRule DescriptorMissing { get; } = Add(Descriptor, "descriptor-missing", Error, "FUM-03, FUM-11 (FUMO 411)", "There is nothing at PkgURL.", "Answer the GET of PkgURL by 200 and the descriptor.");
    public static LintRule DescriptorUnavailable { get; } = Add(Descriptor, "descriptor-unavailable", Error, "FUM-03", "The descriptor is answered by a 5xx, or not at all.", "Look at the download server.");
    public static LintRule DescriptorInvalid { get; } = Add(Descriptor, "descriptor-invalid", Error, Ota + ", descriptor (906)", "The download descriptor cannot be read, or lacks type, size or objectURI.", "Send media with type, size and objectURI.");
    public static LintRule DescriptorVersion { get; } = Add(Descriptor, "descriptor-version", Error, Ota + ", DDVersion (951)", "DDVersion has another major version than 1.", "1.0, or leave it out.");
    public static LintRule DescriptorType { get; } = Add(Descriptor, "descriptor-type", Error, Ota + ", type (953)", "The descriptor's type is one that the handset does not install.", "Offer a package of a type that the model takes.");
    public static LintRule DescriptorSize { get; } = Add(Descriptor, "descriptor-size", Error, Ota + ", size (901)", "The descriptor's size is more than the handset can hold.", "Check the size, or offer another package.");

    // Object.
    public static LintRule ObjectMissing { get; } = Add(Download, "object-missing", Error, Ota + ", object (954)", "The object is answered by a 4xx.", "Keep the object at objectURI for as long as the descriptor is given out.");
    public static LintRule ObjectUnavailable { get; } = Add(Download, "object-unavailable", Error, "FUM-15 (FUMO 503)", "The object is answered by a 5xx, or not at all.", "Look at the download server.");
    public static LintRule ObjectSize { get; } = Add(Download, "object-size", Error, Ota + ", size (905)", "The object has another size than its descriptor says.", "Make the descriptor from the object.");
    public static LintRule ObjectType { get; } = Add(Download, "object-type", Error, Ota + ", type (905)", "The object has another type than its descriptor says.", "Send the object with a Content-Type of the descriptor.");
    public static LintRule ObjectHash { get; } = Add(Download, "object-hash", Error, "FUM-05 (FUMO 402)", "The octets of the object are not those of the package.", "Check what stands between package and handset; look at resumed downloads first.");
    public static LintRule RangeIgnored { get; } = Add(Download, "range-ignored", Error, "FUM-15; RFC 9110, 14.2", "A Range is answered by the whole object although it has not changed.", "Answer bytes=N- by 206 and the rest.");
    public static LintRule ContentRange { get; } = Add(Download, "content-range", Error, "FUM-15; RFC 9110, 14.4", "Content-Range is not what was asked for, or gives another length than the descriptor.", "bytes N-(length-1)/length for bytes=N-.");
    public static LintRule RangeUnsatisfiable { get; } = Add(Download, "range-unsatisfiable", Error, "FUM-15; RFC 9110, 15.5.17", "A Range inside the object is answered by 416.", "416 is for a Range behind the end.");
    public static LintRule ETagChanged { get; } = Add(Download, "etag-changed", Error, "FUM-15; RFC 9110, 13.1.5", "The ETag of the object is another within one download.", "The same ETag for the same octets, on every node of the download server.");
    public static LintRule RedirectForbidden { get; } = Add(Download, "redirect-forbidden", Error, "RFC 9110, 15.4; allowed targets", "The object is redirected to a host that this run does not allow.", "Redirect within the platform, or allow the host by --allow-target.");
    public static LintRule Redirected { get; } = Add(Download, "object-redirected", Warning, "RFC 9110, 15.4", "The object is redirected, which not every handset follows.", "Give the last address in objectURI.");
    public static LintRule ObjectCut { get; } = Add(Download, "object-cut", Error, "FUM-15, EXC-04", "The connection is closed in the middle of the object.", "Send all octets that Content-Length announces; look for a proxy limit.");
    public static LintRule InstallNotify { get; } = Add(Download, "install-notify", Error, "FUM-03; " + Ota + ", install notification", "The install notification is not taken.", "Answer the POST to installNotifyURI by 200.");

    private static LintRule Add(LintArea area, string id, LintSeverity severity, string basis, string sentence, string cure)
    {
        LintRule rule = new(area, id, severity, basis, sentence, cure);
        Known.Add(rule);
        return rule;
    }
}
