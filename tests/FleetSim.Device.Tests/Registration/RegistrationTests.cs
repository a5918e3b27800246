using System.Text;
using FleetSim.Device.Registration;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Tests.Registration;

public sealed class RegistrationTests
{
    private readonly Bench _bench = new();

    [Fact]
    [Trait("row", "REG-01")]
    public void The_first_power_on_sends_one_message() => _bench.PowerOn(Samples.HomeSim).ShouldHaveSent(1);

    [Fact]
    [Trait("row", "REG-03")]
    public void Another_SIM_registers_again() => _bench.Registered().Reboot(Samples.OtherHomeSim).ShouldHaveSent(2);

    [Fact]
    [Trait("row", "REG-04")]
    [Trait("row", "COL-04")]
    public void The_text_has_the_four_fields_in_order_and_they_equal_the_nodes()
    {
        _bench.PowerOn(Samples.HomeSim);
        string text = Encoding.ASCII.GetString(Uplink.UserData.AsSpan(7));
        Assert.Equal("IMEI:860206000003972/Hisense/TS7032/TI7.2.01.22.00", text);
        Assert.Equal(text, string.Join('/', new[] { "./DevInfo/DevId", "./DevInfo/Man", "./DevInfo/Mod", "./DevDetail/SwV" }.Select(n => _bench.Terminal.Read(n).Value)));
    }

    [Fact]
    [Trait("row", "REG-13")]
    [Trait("spec", "QB-E-008, appendix A2")]
    public void The_user_data_is_the_vectors() =>
        Assert.Equal(
            "06050442664266494D45493A3836303230363030303030333937322F486973656E73652F5453373033322F5449372E322E30312E32322E3030",
            Convert.ToHexString(_bench.PowerOn(Samples.HomeSim).OpenSms!.UserData));

    [Fact]
    [Trait("row", "REG-05")]
    [Trait("row", "REG-18")]
    public void Number_and_port_stand_in_the_tree_and_cannot_be_changed()
    {
        DmServer server = new(_bench.Registered());
        server.Notify();
        var get = server.Get("./Settings/SR/SRNumber", "./Settings/SR/SRPort");
        var number = server.Replace("./Settings/SR/SRNumber", "13800138000");
        var port = server.Replace("./Settings/SR/SRPort", "5000");
        server.Reply(get, number, port);
        server.Take();
        Assert.Equal(200, server.CodeOf(get));
        Assert.Equal("10654040", server.ResultsOf(get)["./Settings/SR/SRNumber"]);
        Assert.Equal("16998", server.ResultsOf(get)["./Settings/SR/SRPort"]);
        Assert.Equal(405, server.CodeOf(number));
        Assert.Equal(405, server.CodeOf(port));
        server.Reply();

        _bench.Reboot(Samples.OtherHomeSim).ShouldHaveSent(2);
        Assert.All(_bench.All<TerminalAction.SendSms>(), s => Assert.Equal("10654040", s.Destination));
        Assert.All(_bench.All<TerminalAction.SendSms>(), s => Assert.Equal("06050442664266", Convert.ToHexString(s.UserData.AsSpan(0, 7))));
    }

    [Fact]
    [Trait("row", "REG-06")]
    public void Sending_does_not_hold_up_the_boot()
    {
        _bench.PowerOn(Samples.HomeSim).ShouldBeIdle();
        new DmServer(_bench).Notify();
        _bench.ShouldHavePosted(1);
    }

    [Fact]
    [Trait("row", "REG-07")]
    public void The_confirmation_stores_the_IMSI() =>
        _bench.PowerOn(Samples.HomeSim).SmsTaken().ShouldHoldMark(null).Sms(Should.Confirmation()).ShouldHoldMark(Samples.HomeSim);

    [Theory]
    [Trait("row", "REG-07")]
    [InlineData("IMEI:860206000003972/0")]
    [InlineData("IMEI:860206000003973/1")]
    [InlineData("IMEI:860206000003972/1 ")]
    [InlineData(" IMEI:860206000003972/1")]
    [InlineData("IMEI:860206000003972/2")]
    [InlineData("IMEI:860206000003972/")]
    [InlineData("imei 860206000003972/1")]
    [InlineData("IMEI:86020600000397/1")]
    [InlineData("registered")]
    [InlineData("")]
    public void Any_other_text_stores_nothing(string text) =>
        _bench.PowerOn(Samples.HomeSim).SmsTaken().Sms(OnPorts(text)).ShouldHoldMark(null).ShouldBeSilent();

    [Fact]
    [Trait("row", "REG-07")]
    [Trait("spec", "QB-E-008, appendix A3")]
    public void The_vectors_confirmation_is_accepted() =>
        _bench.PowerOn(Samples.HomeSim).Sms(Convert.FromHexString("06050442664266494D45493A3836303230363030303030333937322F31")).ShouldHoldMark(Samples.HomeSim);

    [Fact]
    [Trait("row", "REG-07")]
    public void A_confirmation_that_nobody_waits_for_stores_nothing() =>
        _bench.PowerOn(Samples.UnicomSim).Sms(Should.Confirmation()).ShouldHoldMark(null);

    [Fact]
    [Trait("row", "REG-07")]
    [Trait("row", "REG-20")]
    public void After_a_refusal_nothing_is_sent_or_stored_before_the_next_boot() =>
        _bench.PowerOn(Samples.HomeSim).SmsTaken().Sms(Should.Confirmation(registered: false)).Wait(TimeSpan.FromDays(30))
            .ShouldHaveSent(1).ShouldHoldMark(null).Reboot().ShouldHaveSent(2);

    [Fact]
    [Trait("row", "REG-08")]
    public void No_DM_command_reaches_the_mark()
    {
        _bench.Registered();
        DmServer server = new(_bench);
        foreach (string path in _bench.Terminal.Model.Tree.Nodes.Select(n => "./" + n.Path))
        {
            server.Notify();
            server.Reply(server.Replace(path, "1"), server.Delete(path), server.Add(path + "/New"), server.Exec(path));
            server.Reply();
            _bench.ShouldHoldMark(Samples.HomeSim);
            Assert.DoesNotContain(Samples.HomeSim.Imsi.ToString(), _bench.Terminal.Read(path).Value, StringComparison.Ordinal);
            if (_bench.Nv.Job is not null) _bench.UserCancels();
        }
    }

    [Fact]
    [Trait("row", "REG-09")]
    public void The_mark_survives_power_off() => _bench.Registered().PowerOff().ShouldHoldMark(Samples.HomeSim).PowerOn(Samples.HomeSim).ShouldHoldMark(Samples.HomeSim);

    [Fact]
    [Trait("row", "REG-09")]
    public void The_mark_survives_the_emulator() => _bench.Registered().Revive().ShouldHoldMark(Samples.HomeSim).ShouldHaveSent(1);

    [Fact]
    [Trait("row", "REG-10")]
    public void The_same_SIM_sends_nothing_again() => _bench.Registered().Reboot().Reboot().ShouldHaveSent(1);

    [Fact]
    [Trait("row", "REG-11")]
    public void Nothing_goes_to_another_number()
    {
        _bench.Registered().Reboot(Samples.OtherHomeSim).SmsTaken(accepted: false).Reboot().Sms(Should.Confirmation(), "13800138000").Reboot();
        Assert.Equal(4, _bench.All<TerminalAction.SendSms>().Count());
        Assert.All(_bench.All<TerminalAction.SendSms>(), s => Assert.Equal("10654040", s.Destination));
    }

    [Theory]
    [Trait("row", "REG-12")]
    [InlineData("13800138000")]
    [InlineData("1065404")]
    [InlineData("106540401")]
    [InlineData("910654040")]
    [InlineData("")]
    public void Other_senders_are_not_trusted(string sender)
    {
        _bench.PowerOn(Samples.HomeSim).SmsTaken().Sms(Should.Confirmation(), sender).ShouldHoldMark(null);
        _bench.Sms(new DmServer(_bench).Push(UiMode.Background, 5), sender).ShouldHavePosted(0).ShouldBeIdle();
    }

    [Theory]
    [Trait("row", "REG-12")]
    [InlineData("+8610654040")]
    [InlineData("8610654040")]
    public void The_type_of_number_does_not_matter(string sender) =>
        _bench.PowerOn(Samples.HomeSim).Sms(Should.Confirmation(), sender).ShouldHoldMark(Samples.HomeSim);

    [Fact]
    [Trait("row", "REG-13")]
    public void A_confirmation_without_ports_or_with_other_ports_is_not_accepted()
    {
        byte[] text = RegistrationText.EncodeConfirmation(Samples.Imei, true);
        _bench.PowerOn(Samples.HomeSim).Sms(text, hasHeader: false).ShouldHoldMark(null);
        _bench.Sms(Should.Confirmation(), hasHeader: false).ShouldHoldMark(null);
        _bench.Sms(Should.Confirmation(port: 16999)).ShouldHoldMark(null);
        _bench.Sms(UserData.Encode(new PortAddress(16998, 1), null, text)).ShouldHoldMark(null);
        _bench.Sms(UserData.Encode(new PortAddress(1, 16998), null, text)).ShouldHoldMark(null);
        _bench.Sms(Should.Confirmation()).ShouldHoldMark(Samples.HomeSim);
    }

    public static TheoryData<string> OtherSims => ["unicom", "telecom", "none"];

    [Theory]
    [Trait("row", "REG-15")]
    [MemberData(nameof(OtherSims))]
    public void Without_a_China_Mobile_SIM_nothing_is_sent(string kind)
    {
        Sim? sim = kind switch { "unicom" => Samples.UnicomSim, "telecom" => Samples.TelecomSim, _ => null };
        _bench.PowerOn(sim).Reboot().Wait(TimeSpan.FromDays(3)).Revive().ShouldHaveSent(0);
        Assert.Empty(_bench.All<TerminalAction.SendSms>());
    }

    [Fact]
    [Trait("row", "REG-19")]
    public void Without_a_confirmation_there_is_no_mark() => _bench.PowerOn(Samples.HomeSim).SmsTaken().Wait(TimeSpan.FromDays(1)).PowerOff().ShouldHoldMark(null);

    [Fact]
    [Trait("row", "REG-20")]
    public void Without_a_confirmation_the_next_try_is_the_next_boot()
    {
        _bench.PowerOn(Samples.HomeSim).SmsTaken().Wait(TimeSpan.FromDays(30)).LoseSignal().FindSignal().LoseMemory().FreeMemory();
        new DmServer(_bench).Notify();
        _bench.PostFails(NetworkFailure.ConnectRefused).ShouldHaveSent(1).Reboot().ShouldHaveSent(2);
    }

    [Fact]
    [Trait("row", "REG-21")]
    public void A_failed_sending_is_silent_and_final_for_this_boot()
    {
        _bench.PowerOn(Samples.HomeSim).SmsTaken(accepted: false).Wait(TimeSpan.FromDays(1)).ShouldBeSilent().ShouldHoldMark(null).ShouldHaveSent(1);
        Assert.Equal(RegistrationPhase.GivenUp, _bench.Nv.Registration);
        _bench.Reboot().ShouldHaveSent(2);
    }

    [Fact]
    [Trait("row", "REG-22")]
    public void An_unconfirmed_SIM_change_keeps_the_old_mark()
    {
        _bench.Registered().Reboot(Samples.OtherHomeSim).SmsTaken().Wait(TimeSpan.FromDays(1)).ShouldHaveSent(2).ShouldHoldMark(Samples.HomeSim);
        _bench.Reboot().ShouldHaveSent(3).ShouldHoldMark(Samples.HomeSim);
        _bench.Reboot(Samples.HomeSim).ShouldHaveSent(3);
    }

    [Fact]
    [Trait("row", "REG-23")]
    public void A_failed_sending_after_a_SIM_change_is_silent() =>
        _bench.Registered().Reboot(Samples.OtherHomeSim).SmsTaken(accepted: false).ShouldBeSilent().ShouldHoldMark(Samples.HomeSim);

    [Fact]
    [Trait("row", "REG-24")]
    [Trait("row", "REG-25")]
    public void Registration_shows_nothing_and_asks_nothing()
    {
        _bench.Registered().Reboot(Samples.OtherHomeSim).SmsTaken().Sms(Should.Confirmation(registered: false)).Reboot().SmsTaken().Sms(Should.Confirmation());
        _bench.ShouldHoldMark(Samples.OtherHomeSim).ShouldBeSilent();
        Assert.DoesNotContain(_bench.Events, e => e is TerminalEvent.UserAnswered);
    }

    [Fact]
    public void A_text_longer_than_one_message_is_not_sent()
    {
        Bench bench = new(Samples.Xml with { SoftwareVersion = new string('v', 133) });
        bench.PowerOn(Samples.HomeSim).ShouldHaveSent(0);
        Assert.Equal(RegistrationPhase.GivenUp, bench.Nv.Registration);
    }

    [Fact]
    public void A_message_that_was_not_taken_yet_is_handed_over_again_after_a_crash()
    {
        _bench.PowerOn(Samples.HomeSim);
        byte[] first = Uplink.UserData;
        _bench.Revive().ShouldHaveSent(1);
        Assert.True(Uplink.Redelivery);
        Assert.Equal(first, Uplink.UserData);
        Assert.Equal(1, _bench.Nv.Odometer.RegistrationsSent);
        Assert.Equal(1, _bench.Nv.Odometer.RegistrationsRedelivered);
        _bench.SmsTaken().Revive();
        Assert.Null(_bench.OpenSms);
    }

    [Fact]
    [Trait("row", "REG-15")]
    public void A_message_left_over_from_another_SIM_is_not_handed_over_again()
    {
        _bench.PowerOn(Samples.HomeSim).Reboot(Samples.UnicomSim).Revive();
        Assert.Single(_bench.All<TerminalAction.SendSms>());
    }

    private TerminalAction.SendSms Uplink => Bench.Required(_bench.OpenSms);

    private static byte[] OnPorts(string text) => UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, Encoding.ASCII.GetBytes(text));
}
