using System.Text;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Tests.Variants;

/// <summary>China Unicom's registration beside China Mobile's.</summary>
public sealed class RegistrationServiceTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void Unicoms_text_is_read_confirmed_and_notified_from_its_own_number()
    {
        Bench bench = new(Options());
        Downlink confirmation = Assert.Single(bench.Registered(Uplink(26680, "IMEI:860206000003972/460011234567890/Hisense/TS7032/T/1"), number: "10655459").Downlinks);
        Assert.Equal(("10655459", "06050468386838" + Convert.ToHexString("IMEI:860206000003972/1"u8)), (confirmation.Source, Convert.ToHexString(confirmation.UserData)));
        BookEntry.Device row = bench.Last<BookEntry.Device>()!;
        Assert.Equal(("Hisense", "TS7032", "T/1"), (row.Manufacturer, row.Model, row.Version));
        Assert.Equal(("10655459", "460011234567890"), (bench.Last<BookEntry.Handset>()!.Service, bench.Last<BookEntry.Handset>()!.Imsi));
        Assert.Equal("10655459", Assert.Single(bench.Pass(2)).Source);
    }

    [Fact]
    public void China_Mobiles_service_stays_as_it_was()
    {
        Bench bench = new(Options());
        Assert.Equal("10654040", bench.Register(Imei)!.Source);
        Assert.Null(bench.Last<BookEntry.Handset>());
    }

    [Fact]
    public void A_handset_that_changes_to_another_operators_SIM_changes_its_service()
    {
        Bench bench = new(Options());
        bench.Registered(Uplink(26680, "IMEI:860206000003972/460011234567890/a/M1/c"), number: "10655459");
        bench.Register(Imei);
        Assert.Equal((null, null), (bench.Last<BookEntry.Handset>()!.Service, bench.Last<BookEntry.Handset>()!.Imsi));
    }

    [Theory]
    [InlineData("10655459", 16998, "IMEI:860206000003972/460011234567890/a/b/c", "foreignShortMessage")]
    [InlineData("10654040", 26680, "IMEI:860206000003972/460011234567890/a/b/c", "foreignShortMessage")]
    [InlineData("10655459", 26680, "IMEI:860206000003972/a/b/c", "malformedRegistration")]
    [InlineData("10655459", 26680, "IMEI:860206000003972/46001123456789/a/b/c", "malformedRegistration")]
    [InlineData("10655459", 26680, "IMEI:860206000003972/460011234567890/a/b", "malformedRegistration")]
    public void What_is_not_its_form_is_no_registration(string number, int port, string text, string fault)
    {
        Bench bench = new(Options());
        Assert.Empty(bench.Registered(Uplink(port, text), number: number).Downlinks);
        Assert.Equal((1L, true), (bench.Status.Errors[fault], bench.Last<BookEntry.Device>() is null));
    }

    [Fact]
    public void After_a_restart_the_owed_confirmation_comes_from_its_service()
    {
        using TemporaryFile file = new();
        Bench first = new(Options());
        first.Registered(Uplink(26680, "IMEI:860206000003972/460011234567890/a/M1/c"), number: "10655459");
        using (BooksFile books = BooksFile.Open(file.Path)) books.Commit(first.Entries);
        using BooksFile again = BooksFile.Open(file.Path);
        Assert.Equal("10655459", Assert.Single(new Bench(Options()).Engine.Restore(again, Bench.Start)).Source);
    }

    private static PlatformOptions Options() => new()
    {
        Registration = new RegistrationOptions { Services = [new ServiceOptions { Number = "10655459", Port = 26680, Form = RegistrationForm.Unicom }] },
    };

    private static byte[] Uplink(int port, string text) => UserData.Encode(new PortAddress((ushort)port, (ushort)port), null, Encoding.UTF8.GetBytes(text));
}
