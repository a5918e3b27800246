using System.Text;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Tests.Notification;

[Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 5.1")]
public sealed class NotificationCheckTests
{
    private static readonly Account Account = new("OMADM", "mvpdm");
    private static readonly NonceHistory Nonces = new("Nonce"u8.ToArray(), "Before"u8.ToArray());

    [Theory]
    [InlineData("Nonce", NonceForms.Current, false)]
    [InlineData("Before", NonceForms.Previous, false)]
    [InlineData("\0\0\0\0", NonceForms.DefaultOctets, true)]
    [InlineData("0x00000000", NonceForms.DefaultText, true)]
    public void The_verdict_names_the_nonce(string nonce, NonceForms form, bool resynchronise)
    {
        SignedPackage0 signed = Signed(nonce);
        NotificationVerdict verdict = NotificationCheck.Judge(signed, Account, Nonces, NonceForms.All);
        Assert.Equal((NotificationOutcome.Genuine, form, resynchronise), (verdict.Outcome, verdict.Nonce, verdict.NeedsResynchronisation));
        Assert.Equal(NotificationOutcome.WrongDigest, NotificationCheck.Judge(signed, Account, Nonces, NonceForms.All & ~form).Outcome);
    }

    [Theory]
    [InlineData(10, NotificationVersions.Dm, NotificationOutcome.Genuine)]
    [InlineData(11, NotificationVersions.Dm, NotificationOutcome.Genuine)]
    [InlineData(12, NotificationVersions.Dm, NotificationOutcome.ForeignVersion)]
    [InlineData(10, NotificationVersions.Dm12Only, NotificationOutcome.ForeignVersion)]
    [InlineData(11, NotificationVersions.Dm12Only, NotificationOutcome.Genuine)]
    [InlineData(12, NotificationVersions.Any, NotificationOutcome.Genuine)]
    public void A_client_hears_the_versions_of_its_profile(int version, NotificationVersions versions, NotificationOutcome outcome) =>
        Assert.Equal(outcome, NotificationCheck.Judge(Signed("Nonce", version), Account, Nonces, versions: versions).Outcome);

    [Fact]
    public void A_stranger_and_a_session_without_number_are_dropped()
    {
        Assert.Equal(NotificationOutcome.UnknownServer, NotificationCheck.Judge(Signed("Nonce"), null, Nonces).Outcome);
        Assert.Equal(NotificationOutcome.UnknownServer, NotificationCheck.Judge(Signed("Nonce"), Account with { Name = "other" }, Nonces).Outcome);
        Assert.Equal(NotificationOutcome.NoSession, NotificationCheck.Judge(Signed("Nonce", session: 0), Account, Nonces).Outcome);
    }

    // Regression list 21: handsets that do not look at the digest.
    [Fact]
    public void A_profile_may_leave_the_digest_unchecked() =>
        Assert.Equal(NotificationOutcome.Genuine, NotificationCheck.Judge(Signed("wrong"), Account, Nonces, NonceForms.None).Outcome);

    // Regression list 17: an account nonce kept as plain text while the other side decodes base64.
    [Fact]
    public void A_server_that_never_decoded_its_nonce_is_recognised() =>
        Assert.Equal(NonceForms.Undecoded, NotificationCheck.Judge(Signed("Tm9uY2U="), Account, Nonces, NonceForms.All).Nonce);

    [Theory]
    [InlineData(UiMode.NotSpecified, Initiator.Server, 10, "0288")]
    [InlineData(UiMode.Background, Initiator.Server, 10, "0298")]
    [InlineData(UiMode.Informative, Initiator.Server, 10, "02A8")]
    [InlineData(UiMode.UserInteraction, Initiator.Server, 10, "02B8")]
    [InlineData(UiMode.NotSpecified, Initiator.User, 11, "02C0")]
    [InlineData(UiMode.Background, Initiator.User, 11, "02D0")]
    [InlineData(UiMode.Informative, Initiator.User, 11, "02E0")]
    [InlineData(UiMode.UserInteraction, Initiator.User, 11, "02F0")]
    [InlineData(UiMode.NotSpecified, Initiator.Server, 12, "0308")]
    [InlineData(UiMode.Background, Initiator.Server, 12, "0318")]
    [InlineData(UiMode.Informative, Initiator.Server, 12, "0328")]
    [InlineData(UiMode.UserInteraction, Initiator.Server, 12, "0338")]
    public void Version_mode_and_initiator_are_written(UiMode mode, Initiator initiator, int version, string bits)
    {
        Package0 content = new() { Version = version, UiMode = mode, Initiator = initiator, SessionId = 1, ServerId = "a" };
        Assert.Equal(bits + "000000", Convert.ToHexString(Package0Codec.Encode(content, "p", default).AsSpan(16, 5)));
    }

    [Fact]
    public void Vendor_octets_are_carried_and_covered()
    {
        byte[] octets = Package0Codec.Encode(new Package0 { SessionId = 1, ServerId = "OMADM" }, "mvpdm", "Nonce"u8, [0xCA, 0xFE]);
        SignedPackage0 signed = Package0Codec.Decode(octets).Value!;
        Assert.Equal([0xCA, 0xFE], signed.VendorOctets.ToArray());
        Assert.Equal(NotificationOutcome.Genuine, NotificationCheck.Judge(signed, Account, Nonces).Outcome);
    }

    private static SignedPackage0 Signed(string nonce, int version = 11, ushort session = 1) => Package0Codec.Decode(Package0Codec.Encode(
        new Package0 { Version = version, SessionId = session, ServerId = "OMADM", Initiator = Initiator.Server }, "mvpdm", Encoding.Latin1.GetBytes(nonce))).Value!;
}
