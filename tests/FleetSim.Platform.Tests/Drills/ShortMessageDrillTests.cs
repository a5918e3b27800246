using System.Text;
using FleetSim.Platform.Books;
using FleetSim.Platform.Drills;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>What goes to the message centre while a drill is on.</summary>
public sealed class ShortMessageDrillTests
{
    private static readonly Imei Imei = new(860206000003972);
    private static readonly byte[] FactoryNonce = Credentials.DecodeNonce("ZtexnABuWuR7El4aJffQSw==");

    [Theory]
    [InlineData("uplinkDeferred", 0x64)]
    [InlineData("uplinkRefused", 0x65)]
    [InlineData("uplinkRejected", 0x66)]
    [Trait("row", "REG-02")]
    public void A_refused_registration_is_not_booked(string drill, int status)
    {
        Bench bench = new(Bench.Drilled(drill));
        UplinkReply reply = bench.Registered(Bench.Uplink(Imei));
        Assert.Equal(((uint)status, 0), (reply.Status, reply.Downlinks.Count));
        Assert.Null(bench.Last<BookEntry.Device>());
        Assert.Equal(1, bench.Status.Drills[drill]);
    }

    [Fact]
    [Trait("row", "REG-26")]
    public void A_lost_confirmation_counts_as_sent()
    {
        Bench bench = new(Bench.Drilled("confirmationLost"));
        Assert.Empty(bench.Registered(Bench.Uplink(Imei)).Downlinks);
        Assert.Equal(0, bench.Status.ConfirmationsOwed);
        Assert.False(bench.Last<BookEntry.Device>()!.ConfirmOwed);
    }

    [Theory]
    [InlineData("confirmationRefused", "IMEI:860206000003972/0")]
    [InlineData("confirmationForAnother", "IMEI:860206000003980/1")]
    [Trait("row", "REG-26")]
    public void A_confirmation_says_something_else(string drill, string text)
    {
        Downlink sent = Confirmation(drill);
        Assert.Equal(("10654040", true), (sent.Source, sent.HasHeader));
        Assert.Equal("06050442664266" + Convert.ToHexString(Encoding.ASCII.GetBytes(text)), Convert.ToHexString(sent.UserData));
    }

    [Fact]
    public void A_garbled_confirmation_is_none()
    {
        byte[] payload = UserData.Decode(Confirmation("confirmationGarbled").UserData, true).Value!.Payload;
        Assert.Equal("IMEI:860206000003972/1".Length, payload.Length);
        Assert.False(RegistrationText.DecodeConfirmation(payload).IsDone);
    }

    [Fact]
    public void A_confirmation_comes_from_another_number() =>
        Assert.Equal(ShortMessageDrills.WrongSender, Confirmation("confirmationWrongSender").Source);

    [Fact]
    public void A_confirmation_goes_to_a_number_of_nobody()
    {
        Downlink sent = Confirmation("confirmationToNobody");
        Assert.Equal(("10000000000", false), (sent.Destination.ToString(), sent.MustArrive));
    }

    [Fact]
    public void A_confirmation_has_other_ports() =>
        Assert.Equal(new PortAddress(9999, 9999), UserData.Decode(Confirmation("confirmationWrongPorts").UserData, true).Value!.Ports);

    [Fact]
    public void A_confirmation_has_no_header()
    {
        Downlink sent = Confirmation("confirmationNoHeader");
        Assert.Equal((false, "IMEI:860206000003972/1"), (sent.HasHeader, Encoding.ASCII.GetString(sent.UserData)));
    }

    [Fact]
    public void A_late_confirmation_is_held_back_for_the_delay_of_the_drill()
    {
        Bench bench = new(new PlatformOptions { Drills = [new DrillOptions { Drill = "confirmationLate", Delay = TimeSpan.FromSeconds(7) }] });
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(bench.Registered(Bench.Uplink(Imei)).Downlinks).Delay);
    }

    [Fact]
    public void A_confirmation_is_sent_twice()
    {
        IReadOnlyList<Downlink> sent = new Bench(Bench.Drilled("confirmationTwice")).Registered(Bench.Uplink(Imei)).Downlinks;
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].UserData, sent[1].UserData);
    }

    [Fact]
    public void A_lost_notification_is_waited_for_and_repeated()
    {
        Bench bench = new(new PlatformOptions { Drills = [new DrillOptions { Drill = "notificationLost", First = 1 }] });
        bench.Register(Imei);
        Assert.Empty(bench.Pass(5));
        Assert.Equal("notified", bench.JobState("collect"));
        Assert.Single(bench.Pass(10));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 6")]
    public void A_forged_notification_has_a_digest_that_does_not_verify()
    {
        SignedPackage0 package = Package(Notification("notificationForged"));
        Assert.Equal("OMADM", package.Content.ServerId);
        Assert.False(Package0Codec.Verify(package, "mvpdm", FactoryNonce));
    }

    [Fact]
    public void A_notification_names_a_server_that_the_handset_does_not_know()
    {
        SignedPackage0 package = Package(Notification("notificationUnknownServer"));
        Assert.Equal("NOBODY", package.Content.ServerId);
        Assert.True(Package0Codec.Verify(package, "mvpdm", FactoryNonce));
    }

    [Theory]
    [InlineData("notificationVersion10", 10)]
    [InlineData("notificationVersion12", 12)]
    public void A_notification_is_of_another_version(string drill, int version)
    {
        SignedPackage0 package = Package(Notification(drill));
        Assert.Equal(version, package.Content.Version);
        Assert.True(Package0Codec.Verify(package, "mvpdm", FactoryNonce));
    }

    [Theory]
    [InlineData("notificationMalformed")]
    [InlineData("notificationGarbled")]
    public void A_broken_push_is_none(string drill)
    {
        SmsUserData data = UserData.Decode(Notification(drill).UserData, true).Value!;
        Assert.Equal(WapPush.Port, data.Ports!.Value.Destination);
        Assert.False(WapPush.Decode(data.Payload) is { IsDone: true } push && Package0Codec.Decode(push.Value.Body).IsDone);
    }

    [Fact]
    public void A_notification_comes_from_another_number() =>
        Assert.Equal(ShortMessageDrills.WrongSender, Notification("notificationWrongSender").Source);

    [Fact]
    public void A_notification_goes_to_another_port() =>
        Assert.Equal(9999, UserData.Decode(Notification("notificationWrongPorts").UserData, true).Value!.Ports!.Value.Destination);

    [Fact]
    public void A_notification_is_held_back() => Assert.Equal(TimeSpan.FromMinutes(2), Notification("notificationLate").Delay);

    [Fact]
    public void A_notification_is_repeated_with_the_same_session_id()
    {
        Bench bench = new(Bench.Drilled("notificationTwice"));
        bench.Register(Imei);
        IReadOnlyList<Downlink> sent = bench.Pass(2);
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].UserData, sent[1].UserData);
    }

    private static Downlink Confirmation(string drill) => Assert.Single(new Bench(Bench.Drilled(drill)).Registered(Bench.Uplink(Imei)).Downlinks);

    private static Downlink Notification(string drill)
    {
        Bench bench = new(Bench.Drilled(drill));
        bench.Register(Imei);
        return Assert.Single(bench.Pass(2));
    }

    private static SignedPackage0 Package(Downlink downlink) =>
        Package0Codec.Decode(WapPush.Decode(UserData.Decode(downlink.UserData, true).Value!.Payload).Value!.Body).Value!;
}
