using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Drills;

/// <summary>What drills do to the judgement on a handset's credential.</summary>
internal static class CredentialDrills
{
    private static readonly byte[] OneNonce = "sixteen octets  "u8.ToArray();

    /// <summary>401 and a challenge, whatever comes, for as long as the handset tries.</summary>
    public static Strike NeverAccept() => new Strike<CredentialDraft>((draft, _) => draft with { Step = Challenging(StatusCode.InvalidCredentials) });

    /// <summary>The session's first message counts as without a credential.</summary>
    public static Strike ChallengeFirst() => First(draft => draft with { Step = Challenging(StatusCode.CredentialsMissing) });

    /// <summary>The first credential is refused, and one of another type is asked for.</summary>
    public static Strike ChallengeBy(AuthenticationType type) =>
        First(draft => draft with { Step = Challenging(StatusCode.InvalidCredentials), Type = type });

    /// <summary>200 where 212 belongs.</summary>
    public static Strike OnlyThisMessage() => new Strike<CredentialDraft>((draft, _) =>
        draft.Step.Executes ? draft with { Step = draft.Step with { Status = StatusCode.Ok, Challenges = true } } : null);

    public static Strike SameNonce() => new Strike<NonceDraft>((_, _) => new NonceDraft(OneNonce));

    private static Strike<CredentialDraft> First(Func<CredentialDraft, CredentialDraft> change) =>
        new Strike<CredentialDraft>((draft, _) => draft.Message == 1 ? change(draft) : null);

    private static AuthenticationStep Challenging(int status) => new(AuthenticationState.Challenged, status, true, false);
}
