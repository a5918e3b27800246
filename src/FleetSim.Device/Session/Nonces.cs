using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Session;

/// <summary>The nonces that a handset gives out to servers.</summary>
internal static class Nonces
{
    /// <summary>Octets of a nonce of the server's that is kept; a longer one is not.</summary>
    public const int Limit = 256;

    private const int Octets = 16;

    /// <summary>What a side uses that has lost the other's nonce. Spec: OMA-TS-DM_Notification-V1_2_1, default nonce 0x00000000.</summary>
    public static readonly byte[] Default = [0, 0, 0, 0];

    /// <summary>
    /// Draws the next nonce and stores it beside the one the server demonstrably has: a server that misses our answer goes on with that.
    /// </summary>
    public static byte[] Next(in StepContext context, Accounts.ServerAccount account, byte[] used)
    {
        byte[] nonce = context.Terminal.Model.Authentication.ConstantNonce is { } constant
            ? Protocol.SyncMl.Credentials.DecodeNonce(constant)
            : context.Terminal.Chance.Octets(ChancePurpose.ServerNonce, ++context.Nv.NoncesDrawn, Octets);
        (account.State.PreviousServerNonce, account.State.ServerNonce) = (used, nonce);
        context.Terminal.MarkDirty();
        return nonce;
    }

    /// <summary>The nonce that a credential was made with; forms that are a misread current one count as that.</summary>
    public static byte[] Used(Accounts.ServerAccount account, NonceForms form) => form switch
    {
        NonceForms.Previous => account.State.PreviousServerNonce ?? account.ServerNonce,
        NonceForms.DefaultOctets or NonceForms.DefaultText => Default,
        _ => account.ServerNonce,
    };
}
