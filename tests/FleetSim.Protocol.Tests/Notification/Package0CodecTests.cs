using System.Text;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Notification;

[Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 6")]
public sealed class Package0CodecTests
{
    private static readonly byte[] Nonce = "Nonce"u8.ToArray();
    private static readonly byte[] Zero = [0, 0, 0, 0];

    [Theory]
    [InlineData(UiMode.NotSpecified, "02c8000000a4d9054f4d41444d", "2e13549c17c17ca81120a016a4bb8fba", "49f576cb877e8b2bab8fc72e6f603d2f")]
    [InlineData(UiMode.Background, "02d8000000a4d9054f4d41444d", "f883cbf5d6191f42260dd182c6f89ed9", "1ed522f837ed8f6544d0740f6c4dbbc0")]
    [InlineData(UiMode.Informative, "02e8000000a4d9054f4d41444d", "39dd118554fda8d5047309636e443c5e", "4e54c95ddaca47c729442333570b4875")]
    [InlineData(UiMode.UserInteraction, "02f8000000a4d9054f4d41444d", "2570e1f22469b5aad4e76ff5ce6f04c9", "0f8a00018b846161db03c5e219561fcb")]
    public void Trigger_and_digest_are_as_recomputed(UiMode mode, string trigger, string digest, string digestOfZeroNonce)
    {
        Package0 content = new() { UiMode = mode, Initiator = Initiator.Server, SessionId = 0xA4D9, ServerId = "OMADM" };
        Assert.Equal(digest + trigger, Convert.ToHexStringLower(Package0Codec.Encode(content, "mvpdm", Nonce)));
        Assert.Equal(digestOfZeroNonce + trigger, Convert.ToHexStringLower(Package0Codec.Encode(content, "mvpdm", Zero)));

        SignedPackage0 signed = Package0Codec.Decode(Convert.FromHexString(digest + trigger)).Value!;
        Assert.Equal(content, signed.Content);
        Assert.True(Package0Codec.Verify(signed, "mvpdm", Nonce));
        Assert.False(Package0Codec.Verify(signed, "mvpdm", Zero));
        Assert.False(Package0Codec.Verify(signed, "other", Nonce));
    }

    [Theory]
    [InlineData("cb7e03861a77da91c3edfc875240c10b", "02980000000001054f4d41444d", "Nonce")]
    [InlineData("047597c70efba48c615c676c81859e3c", "02f8000000a4d9054f4d41444d", "0x00000000")]
    [InlineData("289a59770dace9130478b37bc74c0732", "02f8000000a4d9054f4d41444d", "")]
    public void The_digest_takes_the_nonce_as_octets(string digest, string trigger, string nonce)
    {
        SignedPackage0 signed = Package0Codec.Decode(Convert.FromHexString(digest + trigger)).Value!;
        Assert.True(Package0Codec.Verify(signed, "mvpdm", Encoding.ASCII.GetBytes(nonce)));
    }

    [Theory]
    [InlineData("02C8", 11, UiMode.NotSpecified, Initiator.Server)]
    [InlineData("02D0", 11, UiMode.Background, Initiator.User)]
    [InlineData("02F0", 11, UiMode.UserInteraction, Initiator.User)]
    [InlineData("02A8", 10, UiMode.Informative, Initiator.Server)]
    [InlineData("0308", 12, UiMode.NotSpecified, Initiator.Server)]
    [InlineData("02CF", 11, UiMode.NotSpecified, Initiator.Server)]
    public void Version_mode_and_initiator_are_bits(string bits, int version, UiMode mode, Initiator initiator)
    {
        byte[] body = Convert.FromHexString(new string('0', 32) + bits + "000000947B054F4D41444D");
        Package0 content = Package0Codec.Decode(body).Value!.Content;
        Assert.Equal((version, mode, initiator, (ushort)0x947B, "OMADM"), (content.Version, content.UiMode, content.Initiator, content.SessionId, content.ServerId));
    }

    [Fact]
    public void A_whole_push_of_a_real_account_is_written_and_read()
    {
        const string Push = "0605040B84C002010603C4AF87FE93810C3F8BB089224C6304C9C28B1402F8000000947B054F4D41444D";
        byte[] nonce = Convert.FromBase64String("ZtexnABuWuR7El4aJffQSw==");
        Package0 content = new() { UiMode = UiMode.UserInteraction, Initiator = Initiator.Server, SessionId = 0x947B, ServerId = "OMADM" };
        byte[] userData = UserData.Encode(new PortAddress(WapPush.Port, 0xC002), null, WapPush.EncodeNotification(1, Package0Codec.Encode(content, "mvpdm", nonce)));
        Assert.Equal(Push, Convert.ToHexString(userData));

        SmsUserData read = UserData.Decode(userData, hasHeader: true).Value!;
        Assert.Equal(WapPush.Port, read.Ports!.Value.Destination);
        SignedPackage0 signed = Package0Codec.Decode(WapPush.Decode(read.Payload).Value!.Body).Value!;
        Assert.Equal(content, signed.Content);
        Assert.True(Package0Codec.Verify(signed, "mvpdm", nonce));
    }

    [Fact]
    public void A_handset_sample_with_vendor_octets_is_read()
    {
        SignedPackage0 signed = Package0Codec.Decode(Convert.FromHexString("86A8AC49BF9AC1F82865A304D3EC72CB02F8000000947B054F4D41444DCAFE")).Value!;
        Assert.Equal("OMADM", signed.Content.ServerId);
        Assert.Equal("02F8000000947B054F4D41444DCAFE", Convert.ToHexString(signed.Trigger));
    }

    [Fact]
    public void A_changed_octet_anywhere_breaks_the_digest()
    {
        Package0 content = new() { SessionId = 1, ServerId = "OMADM", Initiator = Initiator.Server };
        byte[] whole = [.. Package0Codec.Encode(content, "mvpdm", Nonce), 0xCA];
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            Decoded<SignedPackage0> decoded = Package0Codec.Decode(changed);
            Assert.False(decoded.IsDone && Package0Codec.Verify(decoded.Value, "mvpdm", Nonce), $"octet {at}");
        }
    }

    [Fact]
    public void Every_beginning_of_a_notification_is_invalid()
    {
        byte[] whole = Package0Codec.Encode(new Package0 { ServerId = "OMADM" }, "p", Nonce);
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(DecodeStatus.Invalid, Package0Codec.Decode(whole.AsSpan(0, length)).Status);
    }

    [Theory]
    [InlineData("buteo/SAN01.bin")]
    [InlineData("buteo/SAN02.bin")]
    public void A_notification_of_another_protocol_shows_its_version(string name)
    {
        SignedPackage0 signed = Package0Codec.Decode(SyncMl.TestFiles.Vector(name)).Value!;
        Assert.Equal((12, "PC Suite Data Sync", (ushort)0), (signed.Content.Version, signed.Content.ServerId, signed.Content.SessionId));
    }
}
