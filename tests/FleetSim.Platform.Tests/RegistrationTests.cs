using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Tests;

public sealed class RegistrationTests
{
    private static readonly Imei Handset = new(860206000003972);

    [Fact]
    [Trait("row", "REG-02")]
    public void A_registration_makes_a_row_with_the_originating_address_as_number()
    {
        Bench bench = new();
        bench.Engine.OnShortMessage("8613812345678", "10654040", Bench.Uplink(Handset, "TS7032", "TI7.2"), true, Bench.Start);
        BookEntry.Device row = bench.Last<BookEntry.Device>()!;
        Assert.Equal(new BookEntry.Device("860206000003972", "13812345678", "Maker", "TS7032", "TI7.2", Bench.Start, 1, true), row);
    }

    [Fact]
    [Trait("row", "REG-26")]
    public void A_registration_is_confirmed_from_the_service_number_with_ports()
    {
        Downlink confirmation = new Bench().Register(Handset)!;
        Assert.Equal("10654040", confirmation.Source);
        Assert.Equal("13800000001", confirmation.Destination.ToString());
        Assert.Equal("06050442664266" + Convert.ToHexString("IMEI:860206000003972/1"u8), Convert.ToHexString(confirmation.UserData));
    }

    [Fact]
    [Trait("row", "REG-26")]
    public void Confirmation_can_be_switched_off()
    {
        Bench bench = new(new PlatformOptions { Registration = new RegistrationOptions { Confirm = false } });
        Assert.Null(bench.Register(Handset));
        Assert.Equal(1, bench.Status.Devices);
        Assert.Equal(0, bench.Status.ConfirmationsOwed);
    }

    [Fact]
    [Trait("row", "REG-03")]
    public void Another_number_for_a_known_handset_updates_its_row()
    {
        Bench bench = new();
        bench.Register(Handset, "13800000001");
        bench.Pass(1);
        bench.Register(Handset, "15900000002");
        BookEntry.Device row = bench.Last<BookEntry.Device>()!;
        Assert.Equal("15900000002", row.Msisdn);
        Assert.Equal(2, row.Registrations);
        Assert.Equal(Bench.Start.AddSeconds(1), row.RegisteredAt);
        Assert.Equal(1, bench.Status.Devices);
    }

    [Fact]
    public void After_a_change_of_SIM_the_notification_goes_to_the_new_number()
    {
        Bench bench = new();
        bench.Register(Handset, "13800000001");
        Assert.Equal("13800000001", Assert.Single(bench.Pass(2)).Destination.ToString());
        bench.Register(Handset, "15900000002");
        Assert.Equal("15900000002", Assert.Single(bench.Pass(10)).Destination.ToString());
    }

    [Fact]
    public void A_redelivered_registration_is_confirmed_again_and_makes_no_second_job()
    {
        Bench bench = new();
        Assert.NotNull(bench.Register(Handset));
        Assert.NotNull(bench.Register(Handset));
        Assert.Single(bench.Pass(5));
        Assert.Equal(1, bench.Status.Jobs["collect"].Values.Sum());
    }

    [Theory]
    [InlineData("10659999", "IMEI:860206000003972/a/b/c", 16998)]
    [InlineData("10654040", "IMEI:860206000003972/a/b/c", 2948)]
    [InlineData("10654040", "IMEI:86020600000397/a/b/c", 16998)]
    [InlineData("10654040", "hello", 16998)]
    public void What_is_no_registration_leaves_no_row(string destination, string text, int port)
    {
        Bench bench = new();
        byte[] userData = UserData.Encode(new PortAddress((ushort)port, (ushort)port), null, System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Empty(bench.Engine.OnShortMessage("13800000001", destination, userData, true, bench.Now).Downlinks);
        Assert.Null(bench.Last<BookEntry.Device>());
        Assert.Equal(1, bench.Status.Errors.Values.Sum());
    }
}
