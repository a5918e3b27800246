using CsCheck;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Life;

public sealed class RandomLifeTests
{
    private const int Lives = 3000;

    private static readonly Gen<(int Move, int Choice)[]> Life = Gen.Select(Gen.Int[0, Walk.Moves - 1], Gen.Int[0, 9999]).Array[10, 150];

    /// <summary>A life that gets somewhere: registered, commanded and in the middle of a download.</summary>
    private static readonly (int, int)[] IntoTheDownload = [(0, 0), (6, 1), (7, 7), (8, 4 * 4), (9, 14), (9, 20), (12, 4), (13, 6)];

    [Fact]
    public void Whatever_happens_the_invariants_hold_and_what_was_begun_comes_to_its_end() =>
        Life.Sample(moves => Live(Samples.Xml, moves), iter: Lives);

    [Fact]
    public void Whatever_happens_in_a_download_the_invariants_hold_and_it_comes_to_its_end() =>
        Life.Sample(moves => Live(Samples.Wbxml, [.. IntoTheDownload, .. moves]), iter: Lives);

    /// <summary>Two FUMO objects whose packages build on each other, in every way that models differ.</summary>
    private static readonly HandsetModel[] Kinds =
    [
        Samples.TwoObjects,
        Samples.TwoObjects with { Firmware = new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma, InstallNotify = InstallNotifyTime.AfterDownload } },
        Samples.TwoObjects with { Ui = new UiBehaviour { Prompts = PromptPolicy.Quiet }, Firmware = new FirmwareBehaviour { KeepsPackage = true, Resume = ResumeHabit.RangeOnly } },
        Samples.TwoObjects with { Dm = new DmBehaviour { Version = DmVersion.V112 }, Firmware = new FirmwareBehaviour { ReportsBeforeGivingUp = 2 } },
        Samples.TwoObjects with { Firmware = new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma, InstallNotify = InstallNotifyTime.Never, ReportsBeforeGivingUp = 1 } },
    ];

    [Fact]
    public void Whatever_happens_to_several_firmware_objects_the_invariants_hold_and_all_comes_to_its_end() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1], Life).Sample((kind, moves) => Live(Kinds[kind], [.. IntoTheDownload, .. moves]), iter: Lives);

    [Fact]
    public void The_way_into_the_download_leads_there()
    {
        Walk walk = new(Samples.Wbxml);
        foreach ((int move, int choice) in IntoTheDownload) walk.Take(move, choice);
        Assert.Equal(FumoPhase.Fetching, walk.Bench.Nv.Job!.Phase);
        walk.Bench.ShouldHoldMark(Samples.HomeSim);
    }

    private static void Live(HandsetModel model, (int Move, int Choice)[] moves)
    {
        Walk walk = new(model);
        _ = new Invariants(walk.Bench);
        foreach ((int move, int choice) in moves) walk.Take(move, choice);
        walk.Settle();
    }
}
