using System.Text;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Registration;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Tests.Registration;

/// <summary>What real vendors do otherwise, and the second positions of the decisions.</summary>
[Trait("spec", "Field practice, self-registration")]
public sealed class RegistrationHabitTests
{
    [Fact]
    [Trait("row", "REG-08")]
    public void A_factory_reset_keeps_the_mark_and_clears_the_settings()
    {
        Bench bench = new Bench().Registered();
        bench.Terminal.Tree.Put(bench.Terminal.Model.Tree.Find("Settings/GPRS/CMNet/APN"), "other");
        bench.Step(new TerminalEvent.FactoryReset(bench.Now)).ShouldHoldMark(Samples.HomeSim);
        Assert.Equal("cmnet", bench.Terminal.Read("./Settings/GPRS/CMNet/APN").Value);
        bench.Reboot().ShouldHaveSent(1);
    }

    [Fact]
    [Trait("row", "REG-08")]
    public void With_the_switch_a_factory_reset_clears_the_mark() =>
        With(new RegistrationBehaviour { ResetClearsMark = true }).Registered().Step(new TerminalEvent.FactoryReset(Samples.Start)).ShouldHoldMark(null).Reboot(Samples.HomeSim).ShouldHaveSent(2);

    [Theory]
    [Trait("row", "REG-17")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_receipt_is_neither_shown_nor_kept(bool delivered)
    {
        Bench bench = new Bench().PowerOn(Samples.HomeSim).SmsTaken();
        bench.Step(new TerminalEvent.SmsReceipt(bench.Now, delivered)).ShouldBeSilent().ShouldBeIdle();
        Assert.Equal((0, RegistrationPhase.Sent), (bench.Nv.StoredMessages, bench.Nv.Registration));
        bench.Sms(Should.Confirmation()).ShouldHoldMark(Samples.HomeSim);
    }

    [Fact]
    [Trait("row", "REG-24")]
    public void The_message_store_shows_neither_message_but_a_friends()
    {
        Bench bench = new Bench().Registered();
        Assert.Equal(0, bench.Nv.StoredMessages);
        bench.Sms(Encoding.ASCII.GetBytes("see you"), "13800138000", hasHeader: false).ShouldBeSilent();
        Assert.Equal(1, bench.Nv.StoredMessages);
    }

    [Fact]
    public void Marked_when_the_network_has_taken_it_no_confirmation_is_needed()
    {
        Bench bench = With(new RegistrationBehaviour { Mark = MarkTime.Accepted }).PowerOn(Samples.HomeSim).ShouldHoldMark(null).SmsTaken();
        bench.ShouldHoldMark(Samples.HomeSim).Sms(Should.Confirmation(registered: false)).ShouldHoldMark(Samples.HomeSim).Reboot().ShouldHaveSent(1);
    }

    [Fact]
    [Trait("row", "REG-20")]
    public void A_vendor_sends_again_after_a_failed_send_and_gives_up_at_last()
    {
        Bench bench = With(new RegistrationBehaviour { Resends = 2, ResendAfter = TimeSpan.FromSeconds(20) }).PowerOn(Samples.HomeSim).SmsTaken(accepted: false);
        bench.Wait(TimeSpan.FromSeconds(19)).ShouldHaveSent(1).Wait(TimeSpan.FromSeconds(1)).ShouldHaveSent(2).SmsTaken(accepted: false);
        bench.Wait(TimeSpan.FromSeconds(20)).ShouldHaveSent(3).SmsTaken(accepted: false).Wait(TimeSpan.FromDays(1)).ShouldHaveSent(3);
        Assert.Equal(RegistrationPhase.GivenUp, bench.Nv.Registration);
        bench.Reboot().ShouldHaveSent(4).SmsTaken().Sms(Should.Confirmation()).ShouldHoldMark(Samples.HomeSim).ShouldBeSilent();
    }

    [Fact]
    public void Waiting_to_send_again_survives_the_emulator()
    {
        Bench bench = With(new RegistrationBehaviour { Resends = 1 }).PowerOn(Samples.HomeSim).SmsTaken(accepted: false).Revive();
        bench.Wait(TimeSpan.FromSeconds(20)).ShouldHaveSent(2);
    }

    [Fact]
    [Trait("row", "REG-22")]
    public void In_the_other_position_the_old_mark_goes_with_another_SIM() =>
        With(new RegistrationBehaviour { ClearsMark = true }).Registered().Reboot(Samples.OtherHomeSim).SmsTaken().ShouldHoldMark(null).Reboot(Samples.HomeSim).ShouldHaveSent(3);

    [Theory]
    [Trait("row", "REG-07")]
    [InlineData("/OK", "/NO", "/OK", true)]
    [InlineData("/OK", "/NO", "/1", false)]
    public void The_texts_of_the_confirmation_can_be_others(string success, string refusal, string came, bool marks)
    {
        Bench bench = With(new RegistrationBehaviour { SuccessText = success, RefusalText = refusal }).PowerOn(Samples.HomeSim).SmsTaken();
        bench.Sms(Text("IMEI:860206000003972" + came)).ShouldHoldMark(marks ? Samples.HomeSim : null);
    }

    [Fact]
    public void A_feature_phone_reads_from_the_first_I() =>
        With(new RegistrationBehaviour { ReadsFromFirstI = true }).PowerOn(Samples.HomeSim).SmsTaken().Sms(Text("\0\0IMEI:860206000003972/1")).ShouldHoldMark(Samples.HomeSim);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sender_may_contain_the_number_where_the_model_has_it_so(bool contains) =>
        With(new RegistrationBehaviour { SenderMayContainNumber = contains }).PowerOn(Samples.HomeSim).SmsTaken()
            .Sms(Should.Confirmation(), "12510654040").ShouldHoldMark(contains ? Samples.HomeSim : null);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Abroad_some_are_silent(bool silent, int messages)
    {
        Bench bench = With(new RegistrationBehaviour { SilentAbroad = silent });
        bench.Step(new TerminalEvent.PowerOn(bench.Now, Samples.HomeSim) { Abroad = true }).ShouldHaveSent(messages);
    }

    [Fact]
    public void Of_two_SIMs_the_operators_registers_with_the_one_IMEI()
    {
        Bench bench = new();
        bench.Step(new TerminalEvent.PowerOn(bench.Now, Samples.UnicomSim) { SecondSim = Samples.HomeSim }).ShouldHaveSent(1);
        bench.SmsTaken().Sms(Should.Confirmation()).ShouldHoldMark(Samples.HomeSim);
        bench.PowerOff().Step(new TerminalEvent.PowerOn(bench.Now, Samples.HomeSim) { SecondSim = Samples.UnicomSim }).ShouldHaveSent(1);
        bench.PowerOff().Step(new TerminalEvent.PowerOn(bench.Now, Samples.OtherHomeSim) { SecondSim = Samples.HomeSim }).ShouldHaveSent(2);
    }

    [Fact]
    [Trait("spec", "Field practice, other operators")]
    public void China_Unicoms_handset_sends_the_IMSI_to_its_own_number_and_port()
    {
        RegistrationBehaviour unicom = new() { ServiceNumber = "10655459", Port = 26680, HomeNetworks = ["46001"], Uplink = UplinkForm.ImeiImsiManModSw };
        Bench bench = With(unicom).PowerOn(Samples.UnicomSim).ShouldHaveSent(1);
        TerminalAction.SendSms sent = bench.OpenSms!;
        SmsUserData data = UserData.Decode(sent.UserData, true).Value!;
        Assert.Equal(("10655459", new PortAddress(26680, 26680)), (sent.Destination, data.Ports!.Value));
        Assert.Equal("IMEI:860206000003972/460011234567890/Hisense/TS7032/TI7.2.01.22.00", Encoding.ASCII.GetString(data.Payload));
        bench.SmsTaken().Sms(UserData.Encode(new PortAddress(26680, 26680), null, "IMEI:860206000003972/1"u8), "10655459").ShouldHoldMark(Samples.UnicomSim);
        With(unicom).PowerOn(Samples.HomeSim).ShouldHaveSent(0);
    }

    [Theory]
    [Trait("row", "REG-05")]
    [Trait("row", "REG-18")]
    [InlineData(true, "13800138000", 5000)]
    [InlineData(false, "10654040", 16998)]
    public void Number_and_port_can_be_written_in_the_other_position_of_D1(bool writable, string number, ushort port)
    {
        HandsetModel model = writable ? Samples.Writable("Settings/SR") : Samples.Xml;
        Bench bench = new Bench(model).Registered();
        DmServer server = new(bench);
        server.Notify();
        server.Reply(server.Replace("./Settings/SR/SRNumber", "13800138000"), server.Replace("./Settings/SR/SRPort", "5000"));
        server.Reply();
        bench.Reboot(Samples.OtherHomeSim);
        Assert.Equal((number, port), (bench.OpenSms!.Destination, UserData.Decode(bench.OpenSms.UserData, true).Value!.Ports!.Value.Destination));
    }

    private static Bench With(RegistrationBehaviour registration) => new(Samples.Xml with { Registration = registration });

    private static byte[] Text(string text) => UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, Encoding.ASCII.GetBytes(text));
}
