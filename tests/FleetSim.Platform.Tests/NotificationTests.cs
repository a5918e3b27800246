using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

public sealed class NotificationTests
{
    private static readonly Imei Imei = new(860206000003972);
    private static readonly byte[] FactoryNonce = Credentials.DecodeNonce("ZtexnABuWuR7El4aJffQSw==");

    [Fact]
    [Trait("spec", "OMA-TS-DM_Notification-V1_2_1")]
    public void Package_0_is_a_push_that_verifies_with_the_factory_nonce()
    {
        Bench bench = new();
        bench.Register(Imei);
        Downlink downlink = Assert.Single(bench.Pass(2));
        Assert.Equal(DownlinkKind.Notification, downlink.Kind);
        Assert.Equal("0605040B84C002", Convert.ToHexString(downlink.UserData.AsSpan(0, 7)));
        Assert.Equal("0603C4AF87", Convert.ToHexString(downlink.UserData.AsSpan(8, 5)));
        SignedPackage0 package = Package(downlink);
        Assert.True(Package0Codec.Verify(package, "mvpdm", FactoryNonce));
        Assert.Equal("OMADM", package.Content.ServerId);
        Assert.Equal(Initiator.Server, package.Content.Initiator);
        Assert.NotEqual(0, package.Content.SessionId);
    }

    [Fact]
    public void Silence_is_answered_by_a_notification_with_another_id_and_at_last_the_default_nonce()
    {
        Bench bench = new();
        bench.Register(Imei);
        SignedPackage0[] sent = [.. bench.Pass(60).Select(Package)];
        Assert.Equal(4, sent.Length);
        Assert.Equal(4, sent.Select(p => p.Content.SessionId).Distinct().Count());
        Assert.All(sent[..3], p => Assert.True(Package0Codec.Verify(p, "mvpdm", FactoryNonce)));
        Assert.True(Package0Codec.Verify(sent[3], "mvpdm", new byte[4]));
        Assert.Equal("unreachable", bench.JobState("collect"));
        Assert.True(bench.Status.Idle);
    }

    [Fact]
    public void Silence_of_a_user_who_was_to_be_asked_is_a_refusal()
    {
        Bench bench = new(new PlatformOptions { Collect = new CollectOptions { UiModes = new UiModeShares { UserInteraction = 1 } } });
        bench.Register(Imei);
        Assert.All(bench.Pass(60), d => Assert.Equal(UiMode.UserInteraction, Package(d).Content.UiMode));
        Assert.Equal("refused", bench.JobState("collect"));
    }

    [Fact]
    public void A_late_session_revives_an_unreachable_job()
    {
        Bench bench = new();
        bench.Register(Imei);
        bench.Pass(60);
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1");
        handset.Answer();
        Assert.Equal("done", bench.JobState("collect"));
    }

    [Fact]
    public void A_new_server_nonce_is_used_for_the_next_package_0()
    {
        Bench bench = new();
        bench.Register(Imei);
        bench.Pass(2);
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1");
        handset.Post(handset.HeaderStatus(212, "AQIDBAU="), handset.Alert(AlertCode.SessionAbort));
        Assert.True(Package0Codec.Verify(Package(Assert.Single(bench.Pass(11))), "mvpdm", [1, 2, 3, 4, 5]));
    }

    [Fact]
    public void After_a_session_that_broke_off_the_second_attempt_uses_the_default_nonce()
    {
        Bench bench = new();
        bench.Register(Imei);
        bench.Pass(2);
        new ScriptedHandset(bench, Imei).Open("1");
        Assert.Equal([true, false, true, false], bench.Pass(120).Select(d => Package0Codec.Verify(Package(d), "mvpdm", FactoryNonce)));
    }

    [Fact]
    public void The_wave_keeps_its_pace()
    {
        Bench bench = new(new PlatformOptions { Collect = new CollectOptions { RatePerSecond = 20, Delay = TimeSpan.Zero } });
        for (ulong i = 0; i < 500; i++) bench.Register(Imei.FromFourteenDigits(86020600000000 + i), $"1380{i:D7}");
        for (int second = 0; second < 5; second++) Assert.InRange(bench.Pass(1).Count, 19, 21);
    }

    [Fact]
    public void A_share_of_the_handsets_is_collected_and_the_others_owe_nothing()
    {
        Bench bench = new(new PlatformOptions { Collect = new CollectOptions { Share = 0.1, RatePerSecond = 100_000 } });
        for (ulong i = 0; i < 4000; i++) bench.Register(Imei.FromFourteenDigits(86020600000000 + i), $"1380{i:D7}");
        int notified = bench.Pass(3).Count;
        Assert.InRange(notified, 340, 460);
        Assert.Equal(notified, bench.Status.Jobs["collect"].Values.Sum());
        for (ulong i = 0; i < 4000; i++) bench.Register(Imei.FromFourteenDigits(86020600000000 + i), $"1380{i:D7}");
        Assert.Equal(notified, bench.Status.Jobs["collect"].Values.Sum());
    }

    [Fact]
    public void A_handset_that_is_not_collected_waits_for_no_collection_before_its_firmware()
    {
        Bench bench = new(Bench.WithFirmware() with { Collect = new CollectOptions { Share = 0 } });
        bench.Register(Imei);
        Assert.Equal(("none", "waiting"), (bench.JobState("collect"), bench.JobState("firmware")));
    }

    [Fact]
    public void A_wave_on_command_waits_for_its_start()
    {
        Bench bench = new(new PlatformOptions { Waves = new WaveOptions { StartOnCommand = true } });
        bench.Register(Imei);
        Assert.Empty(bench.Pass(30));
        Assert.True(bench.Status.Idle);
        bench.Engine.StartCollect();
        Assert.False(bench.Status.Idle);
        Assert.Single(bench.Pass(1));
    }

    [Fact]
    public void UI_modes_have_their_shares()
    {
        Bench bench = new(new PlatformOptions { Collect = new CollectOptions { RatePerSecond = 100_000 } });
        for (ulong i = 0; i < 4000; i++) bench.Register(Imei.FromFourteenDigits(86020600000000 + i), $"1380{i:D7}");
        ILookup<UiMode, SignedPackage0> modes = bench.Pass(3).Select(Package).ToLookup(p => p.Content.UiMode);
        Assert.InRange(modes[UiMode.Background].Count(), 3500, 3700);
        Assert.InRange(modes[UiMode.Informative].Count(), 150, 250);
        Assert.InRange(modes[UiMode.NotSpecified].Count(), 150, 250);
        Assert.Empty(modes[UiMode.UserInteraction]);
    }

    [Fact]
    public void A_drill_breaks_every_second_digest()
    {
        Bench bench = new(new PlatformOptions { Drills = [new DrillOptions { Drill = "notificationForged", Every = 2 }] });
        bench.Register(Imei);
        Assert.Equal([true, false], bench.Pass(15).Select(d => Package0Codec.Verify(Package(d), "mvpdm", FactoryNonce)));
    }

    private static SignedPackage0 Package(Downlink downlink)
    {
        SmsUserData userData = UserData.Decode(downlink.UserData, true).Value!;
        return Package0Codec.Decode(WapPush.Decode(userData.Payload).Value!.Body).Value!;
    }
}
