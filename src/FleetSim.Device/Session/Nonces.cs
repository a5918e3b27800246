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

    /// <summary>Draws the one nonce that a session will give out. False: each is drawn when it is due, or a crash has left one that the server may have.</summary>
    public static bool Prepare(in StepContext context, AccountState account)
    {
        AuthenticationBehaviour habits = context.Terminal.Model.Authentication;
        if (account.PreparedNonce != 0 || habits.Server != ServerDemand.Md5 || habits.ConstantNonce is not null) return false;
        account.PreparedNonce = ++context.Nv.NoncesDrawn;
        context.Terminal.MarkDirty();
        return true;
    }

    /// <summary>The nonce that was drawn when the session began, or in one that ended with a crash of the emulator; null: none.</summary>
    public static byte[]? Prepared(in StepContext context, AccountState account) => account.PreparedNonce == 0 ? null : Drawn(context, account.PreparedNonce);

    /// <summary>
    /// What is tried when nothing that the server shows fits its nonces: it may have got the prepared one in a session that ended with a crash. Null: there is
    /// none, or the model takes no current nonce in any form.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="account">Whose nonces.</param>
    /// <param name="forms">What the model takes.</param>
    public static LeftNonce? Left(in StepContext context, AccountState account, NonceForms forms) =>
        (forms & OfCurrent) is var ofCurrent and not NonceForms.None && Prepared(context, account) is { } left ? new LeftNonce(left, ofCurrent) : null;

    /// <summary>The server is given <paramref name="next"/>, or has shown that it has it.</summary>
    public static void Give(in StepContext context, AccountState account, byte[] used, byte[] next)
    {
        (account.PreviousServerNonce, account.ServerNonce, account.PreparedNonce) = (used, next, 0);
        context.Terminal.MarkDirty();
    }

    /// <summary>The session has ended before the prepared nonce was given out: nobody has it.</summary>
    public static void Drop(in StepContext context, AccountState account)
    {
        account.PreparedNonce = 0;
        context.Terminal.MarkDirty();
    }

    /// <summary>The nonce that a credential was made with; forms that are a misread current one count as that.</summary>
    public static byte[] Used(ServerAccount account, NonceForms form) => form switch
    {
        NonceForms.Previous => account.State.PreviousServerNonce ?? account.ServerNonce,
        NonceForms.DefaultOctets or NonceForms.DefaultText => Default,
        _ => account.ServerNonce,
    };

    private static byte[] Drawn(in StepContext context, int draw) => context.Terminal.Chance.Octets(ChancePurpose.ServerNonce, draw, Octets);
}
