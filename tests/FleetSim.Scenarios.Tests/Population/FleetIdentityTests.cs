using FleetSim.Device.Behaviour;
using CsCheck;
using FleetSim.Device;
using FleetSim.Protocol.Identity;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population;

public sealed class FleetIdentityTests
{
    private const int Terminals = 10_000_000;

    private static readonly FleetIdentity Fleet = new(Fleets.With(Terminals));

    private static readonly Gen<int> Index = Gen.OneOf(Gen.Int[0, Terminals - 1], Gen.Int[0, 300], Gen.Int[Terminals - 300, Terminals - 1], Gen.Int[999_900, 1_000_100]);

    [Fact]
    public void Terminal_to_IMEI_and_back() =>
        Index.Sample(index =>
        {
            Imei imei = Fleet.ImeiOf(index);
            Assert.Equal(15, imei.ToString().Length);
            Assert.StartsWith("86", imei.ToString(), StringComparison.Ordinal);
            Assert.True(imei.HasValidCheckDigit);
            Assert.Equal(index, Fleet.TerminalOf(imei));
        }, iter: 20_000);

    private static readonly RegistrationBehaviour Home = new();

    [Fact]
    public void SIM_to_MSISDN_and_back() =>
        Gen.Select(Index, Gen.Int[0, 5]).Sample((index, number) =>
        {
            Sim sim = Fleet.SimOf(index, number);
            Assert.Equal(index, Fleet.OwnerOf(sim.Index));
            Assert.Equal(sim.Index, Fleet.SimOf(Fleet.MsisdnOf(sim.Index)));
            Assert.Equal(11, Fleet.MsisdnOf(sim.Index).ToString().Length);
            Assert.Equal(15, sim.Imsi.ToString().Length);
            Assert.Equal(Fleet.IsHome(index), Home.IsHome(sim));
            Assert.Contains(sim.Imsi.Plmn, Home.IsHome(sim) ? [46000, 46002, 46007] : (int[])[46001, 46003]);
        }, iter: 20_000);

    [Fact]
    [Trait("spec", "Field practice, numbering")]
    public void Home_numbers_are_China_Mobiles_and_the_others_are_not()
    {
        string[] home = ["134", "135", "136", "137", "138", "139", "147", "150", "151", "152", "157", "158", "159", "178", "182", "183", "184", "187", "188"];
        foreach (int index in Enumerable.Range(0, 2000))
        {
            Sim sim = Fleet.SimOf(index, 0);
            Assert.Equal(Home.IsHome(sim), home.Contains(Fleet.MsisdnOf(sim.Index).ToString()[..3]));
        }
    }

    [Fact]
    public void All_identities_of_a_fleet_differ()
    {
        FleetIdentity fleet = new(Fleets.With(50_000));
        HashSet<Imei> imeis = [];
        HashSet<Imsi> imsis = [];
        HashSet<ulong> msins = [];
        HashSet<Msisdn> msisdns = [];
        for (int index = 0; index < fleet.Terminals; index++)
        {
            Assert.True(imeis.Add(fleet.ImeiOf(index)));
            foreach (int number in (int[])[0, 1, 2])
            {
                Sim sim = fleet.SimOf(index, number);
                Assert.True(imsis.Add(sim.Imsi));
                Assert.True(msins.Add(sim.Imsi.Msin));
                Assert.True(msisdns.Add(fleet.MsisdnOf(sim.Index)));
            }
        }
    }

    [Fact]
    public void Numbers_that_are_none_of_the_fleets_are_nobodys()
    {
        Imei ours = Fleet.ImeiOf(5);
        Assert.Null(Fleet.TerminalOf(new Imei(ours.Value + 1)));
        Assert.Null(Fleet.TerminalOf(new Imei(0)));
        Assert.Null(Fleet.TerminalOf(new Imei(860206000003972)));
        Assert.Null(new FleetIdentity(Fleets.With(5)).TerminalOf(Fleet.ImeiOf(5)));
        Assert.Null(Fleet.SimOf(new Msisdn(10_654_040)));
        Assert.Null(Fleet.SimOf(new Msisdn(13_800_000_001)));
        Assert.Null(Fleet.SimOf(new Msisdn(16_012_345_678)));
        Msisdn home = Fleet.MsisdnOf(Fleet.SimOf(Enumerable.Range(0, 100).First(i => Fleet.IsHome(i)), 0).Index);
        Assert.Null(Fleet.SimOf(new Msisdn((home.Value % 100_000_000) + 13_000_000_000)));
    }

    [Fact]
    public void Shares_are_met()
    {
        const int sample = 200_000;
        FleetIdentity fleet = new(Fleets.With(Terminals) with
        {
            Fleet = new FleetSpec(Terminals, 0.95, 0, [Share("lotus-l1", 0.4), Share("crane-c2", 0.3), Share("willow-w3", 0.2), Share("bamboo-b5", 0.1)]),
        });
        Assert.InRange(Enumerable.Range(0, sample).Count(i => fleet.IsHome(i)) / (double)sample, 0.9475, 0.9525);
        Dictionary<string, double> shares = Enumerable.Range(0, sample).CountBy(i => fleet.ModelOf(i).Id).ToDictionary(c => c.Key, c => c.Value / (double)sample);
        Assert.InRange(shares["lotus-l1"], 0.394, 0.406);
        Assert.InRange(shares["crane-c2"], 0.294, 0.306);
        Assert.InRange(shares["willow-w3"], 0.195, 0.205);
        Assert.InRange(shares["bamboo-b5"], 0.096, 0.104);
    }

    [Fact]
    public void Weights_need_not_add_up_to_one()
    {
        FleetIdentity fleet = new(Fleets.Scenario with { Fleet = new FleetSpec(1000, 1, 0, [Share("lotus-l1", 0), Share("crane-c2", 0.2)]) });
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal("crane-c2", fleet.ModelOf(i).Id));
    }

    [Fact]
    public void The_operator_stays_with_the_user_and_another_seed_is_another_fleet()
    {
        FleetIdentity other = new(Fleets.With(Terminals, seed: 6));
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(Home.IsHome(Fleet.SimOf(i, 0)), Home.IsHome(Fleet.SimOf(i, 3))));
        Assert.Contains(Enumerable.Range(0, 500), i => Fleet.IsHome(i) != other.IsHome(i));
        Assert.Contains(Enumerable.Range(0, 500), i => Fleet.ModelOf(i) != other.ModelOf(i));
    }

    private static ModelShare Share(string model, double share) => new(SampleModels.Find(model), share);
}
