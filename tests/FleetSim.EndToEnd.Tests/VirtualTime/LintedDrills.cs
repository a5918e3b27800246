using FleetSim.Platform.Settings;
using FleetSim.Scenarios.Conformance.Lint;
using static FleetSim.Scenarios.Conformance.Lint.LintRules;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A drill that is a mistake.</summary>
/// <param name="Rule">The rule that must be found broken.</param>
/// <param name="Also">Rules that may be broken by what follows from it.</param>
internal sealed record FoundDrill(LintRule Rule, params string[] Also)
{
    /// <summary>Drills that give this one its occasion.</summary>
    public IReadOnlyList<DrillOptions>? With { get; init; }

    /// <summary>What the platform must do for this drill to have an occasion.</summary>
    public Func<PlatformOptions, PlatformOptions> Platform { get; init; } = plan => plan;
}

/// <summary>A drill that tries a handset with something that a platform may do.</summary>
internal sealed record LegalDrill(string Reason, params LintRule[] Warnings);

/// <summary>Every drill of the reference platform, as the lint sees it.</summary>
internal static class LintedDrills
{
    public static Dictionary<string, FoundDrill> Found { get; } = new()
    {
        ["uplinkDeferred"] = new(RegistrationUnconfirmed),
        ["uplinkRefused"] = new(RegistrationRefused),
        ["uplinkRejected"] = new(RegistrationRefused),
        ["confirmationLost"] = new(RegistrationUnconfirmed),
        ["confirmationForAnother"] = new(ConfirmationImei, RegistrationUnconfirmed.Id),
        ["confirmationWrongSender"] = new(ConfirmationSender, RegistrationUnconfirmed.Id),
        ["confirmationWrongPorts"] = new(ConfirmationPorts, RegistrationUnconfirmed.Id),
        ["confirmationNoHeader"] = new(ConfirmationHeader, RegistrationUnconfirmed.Id),
        ["confirmationGarbled"] = new(ConfirmationText, RegistrationUnconfirmed.Id),
        ["confirmationLate"] = new(RegistrationUnconfirmed),
        ["confirmationTwice"] = new(ConfirmationTwice),
        ["confirmationToNobody"] = new(RegistrationUnconfirmed),

        ["notificationLost"] = new(NotificationNone),
        ["notificationForged"] = new(NotificationDigest),
        ["notificationWrongSender"] = new(NotificationSender, NotificationNone.Id),
        ["notificationMalformed"] = new(PushMalformed, NotificationNone.Id),
        ["notificationGarbled"] = new(PushMalformed, NotificationNone.Id),
        ["notificationWrongPorts"] = new(NotificationPort, NotificationNone.Id),
        ["notificationTwice"] = new(NotificationRepeated),
        ["notificationUnknownServer"] = new(NotificationServer),
        ["notificationVersion10"] = new(NotificationVersion),
        ["notificationVersion12"] = new(NotificationVersion),

        ["credentialNeverAccepted"] = new(CredentialRefused),
        ["challengeUnknown"] = new(ChallengeType),
        ["sameNonce"] = new(NonceRepeated),
        ["serverCredentialMissing"] = new(ServerCredentialMissing, AfterChallenge.Id),
        ["serverCredentialWrong"] = new(ServerDigest),
        ["serverCredentialAfterChallenge"] = new(AfterChallenge, ServerDigest.Id) { With = [new DrillOptions { Drill = "serverCredentialWrong", First = 1 }] },

        ["statusMissing"] = new(StatusMissing, ReportUnanswered.Id),
        ["statusWrongCmdRef"] = new(StatusCmdRef),
        ["statusWrongMsgRef"] = new(StatusMsgRef),
        ["statusWrongCmd"] = new(StatusCmd),
        ["respUriForbidden"] = new(RespUriForbidden),
        ["msgIdNotCounted"] = new(MsgIdCount),
        ["sessionIdChanged"] = new(SessionId),
        ["cmdIdTwice"] = new(CmdIdTwice),
        ["finalMissing"] = new(FinalMissing, MsgIdCount.Id, SessionEndless.Id),
        ["commandsRepeated"] = new(CommandsTooEarly, CommandsRepeated.Id, MsgIdCount.Id) { Platform = WithLongAnswers },
        ["sessionEndless"] = new(CommandsRepeated, SessionEndless.Id),

        ["http500"] = new(HttpStatus),
        ["http503"] = new(HttpStatus),
        ["http404"] = new(HttpStatus),
        ["httpStalled"] = new(NoAnswer),
        ["httpOtherType"] = new(MediaType),
        ["httpEmpty"] = new(EmptyBody),
        ["httpGarbled"] = new(Undecodable),
        ["httpTruncated"] = new(Undecodable),
        ["httpLate"] = new(NoAnswer),
        ["httpClosed"] = new(ConnectionClosed),
        ["httpCut"] = new(ConnectionClosed),
        ["reportWithoutStatus"] = new(ReportUnanswered),
        ["reportUnanswered"] = new(ReportUnanswered),
        ["reportLate"] = new(ReportUnanswered),

        ["getWithoutItem"] = new(WithoutItem),
        ["atomicNested"] = new(AtomicContent),
        ["atomicWithGet"] = new(AtomicContent),
        ["largeWithoutSize"] = new(LargeWithoutSize),
        ["largeWrongSize"] = new(LargeWrongSize),
        ["largeBrokenOff"] = new(LargeBrokenOff),

        ["descriptorInvalid"] = new(DescriptorInvalid),
        ["descriptorWrongSize"] = new(ObjectSize),
        ["descriptorHuge"] = new(DescriptorSize, ObjectSize.Id),
        ["descriptorWrongType"] = new(DescriptorType, ObjectType.Id),
        ["descriptorVersion2"] = new(DescriptorVersion),
        ["descriptorForbiddenObject"] = new(DownloadTarget, ObjectMissing.Id),
        ["descriptorMissing"] = new(DescriptorMissing),
        ["objectCorrupt"] = new(ObjectHash),
        ["objectOtherType"] = new(ObjectType),
        ["objectMissing"] = new(ObjectMissing),
        ["objectUnavailable"] = new(ObjectUnavailable),
        ["objectUnsatisfiable"] = new(RangeUnsatisfiable),
        ["objectIgnoresRange"] = new(RangeIgnored),
        ["objectChangingETag"] = new(ETagChanged),
        ["objectWrongRange"] = new(ContentRange),
        ["objectRedirectedForbidden"] = new(RedirectForbidden, ObjectMissing.Id),
        ["objectCut"] = new(ObjectCut),
    };

    public static Dictionary<string, LegalDrill> Legal { get; } = new()
    {
        ["confirmationRefused"] = new("a platform may refuse a handset by /0", ConfirmationRefuses),
        ["notificationLate"] = new("no document says how soon package #0 comes", NotificationNone),
        ["challengeFirst"] = new("a server may want another credential, once"),
        ["challengeBasic"] = new("a server may challenge by basic"),
        ["challengeMac"] = new("a server may challenge by MAC"),
        ["credentialForOneMessage"] = new("200 with a nonce in place of 212: good for this message"),
        ["respUriElsewhere"] = new("RespURI may name another path of the server"),
        ["sessionAborted"] = new("either side may abort a session by Alert 1223"),
        ["reportRefused"] = new("500 is a status that an Alert may have; the handset reports again", ReportRefused),
        ["getMissing"] = new("a Get of any address is well-formed; 404 is its answer"),
        ["getLongUri"] = new("a Get of any address is well-formed; 414 or 404 is its answer"),
        ["replaceReadOnly"] = new("the server cannot know; 405 is its answer"),
        ["replaceMissing"] = new("the server cannot know; 404 is its answer"),
        ["execWithoutExec"] = new("the server cannot know; 405 is its answer"),
        ["deletePermanent"] = new("the server cannot know; 405 is its answer"),
        ["addAndDelete"] = new("well-formed; 418 is the answer to the second Add"),
        ["addWithoutParent"] = new("well-formed; 404 is its answer"),
        ["copyLeaf"] = new("Copy is an optional feature that may be asked for"),
        ["copyInterior"] = new("well-formed; 403 is its answer"),
        ["atomicFails"] = new("an Atomic may fail; it is undone"),
        ["descriptorNoNotify"] = new("installNotifyURI is optional"),
        ["descriptorIsPackage"] = new("PkgURL may name the package itself"),
        ["objectRedirected"] = new("HTTP knows redirects within a server; not every handset follows", Redirected),
        ["objectSlow"] = new("no document says how fast an object comes"),
    };

    /// <summary>Lists of the whole tree, more than one message of the handset holds.</summary>
    public static PlatformOptions WithLongAnswers(PlatformOptions plan) => plan with
    {
        Scripts =
        [
            new ScriptOptions { Name = "long", In = ScriptOccasion.Collect, Commands = [.. Enumerable.Repeat(new CommandOptions { Command = CommandName.Get, Uri = "./?list=StructData" }, 20)] },
        ],
    };
}
