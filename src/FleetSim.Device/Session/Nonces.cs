using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Session;

/// <summary>A nonce that a server may have and its account does not know of, and the forms in which it counts.</summary>
internal readonly record struct LeftNonce(byte[] Octets, NonceForms Forms)
{
    public NonceHistory History => new(Octets);
}

/// <summary>The nonces that a handset gives out to servers.</summary>
internal static class Nonces
{
    /// <summary>Octets of a nonce of the server's that is kept; a longer one is not.</summary>
    public const int Limit = 256;

    private const int Octets = 16;

    /// <summary>The forms in which a current nonce is used.</summary>
    private const NonceForms OfCurrent = NonceForms.Current | NonceForms.Undecoded | NonceForms.DecodedTwice;

    /// <summary>What a side uses that has lost the other's nonce. Spec: OMA-TS-DM_Notification-V1_2_1, default nonce 0x00000000.</summary>
    public static readonly byte[] Default = [0, 0, 0, 0];

    /// <summary>
    /// Draws the next nonce and stores it beside the one the server demonstrably has: a server that misses our answer goes on with that.
    /// </summary>
    public static byte[] Next(in StepContext context, AccountState account, byte[] used)
    {
        byte[] nonce = context.Terminal.Model.Authentication.ConstantNonce is { } constant
            ? Protocol.SyncMl.Credentials.DecodeNonce(constant)
            : Drawn(context, ++context.Nv.NoncesDrawn);
        Give(context, account, used, nonce);
        return nonce;
    }

    /// <summary>
    /// The one nonce that the next session gives out, or the one that runs: drawn and stored with the end of the session before, so that to give it out costs no commit.
    /// Null: this model's nonces are drawn when they are due.
    /// </summary>
    public static byte[]? Prepared(in StepContext context, AccountState account) =>
        context.Terminal.Model.Authentication is { Server: ServerDemand.Md5, ConstantNonce: null } ? Drawn(context, account.PreparedNonce) : null;

    /// <summary>
    /// What is tried when nothing that the server shows fits its nonces: it may have got the prepared one, in this session or in one that ended with a crash of the
    /// emulator. Null: there is none, or the model takes no current nonce in any form.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="account">Whose nonces.</param>
    /// <param name="forms">What the model takes.</param>
    public static LeftNonce? Left(in StepContext context, AccountState account, NonceForms forms) =>
        (forms & OfCurrent) is var ofCurrent and not NonceForms.None && Prepared(context, account) is { } left ? new LeftNonce(left, ofCurrent) : null;

    /// <summary>The server was given the prepared nonce, or has shown that it has it; the next one is drawn.</summary>
    public static void GivePrepared(in StepContext context, AccountState account, byte[] used)
    {
        Give(context, account, used, Drawn(context, account.PreparedNonce));
        account.PreparedNonce = ++context.Nv.NoncesDrawn;
    }

    /// <summary>The nonce that a credential was made with; forms that are a misread current one count as that.</summary>
    public static byte[] Used(ServerAccount account, NonceForms form) => form switch
    {
        NonceForms.Previous => account.State.PreviousServerNonce ?? account.ServerNonce,
        NonceForms.DefaultOctets or NonceForms.DefaultText => Default,
        _ => account.ServerNonce,
    };

    private static void Give(in StepContext context, AccountState account, byte[] used, byte[] next)
    {
        (account.PreviousServerNonce, account.ServerNonce) = (used, next);
        context.Terminal.MarkDirty();
    }

    private static byte[] Drawn(in StepContext context, int draw) => context.Terminal.Chance.Octets(ChancePurpose.ServerNonce, draw, Octets);
}
