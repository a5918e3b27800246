using FleetSim.Device.Firmware;
using FleetSim.Device.Snapshot;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Snapshot;

/// <summary>What NV holds of firmware comes back, whatever the phase.</summary>
public sealed class FirmwareSnapshotTests
{
    public static TheoryData<FumoPhase> EveryPhase => new(Enum.GetValues<FumoPhase>());

    [Theory]
    [MemberData(nameof(EveryPhase))]
    public void Every_phase_comes_back(FumoPhase phase)
    {
        FirmwareBench firmware = FirmwareBench.In(phase);
        Assert.Equal(phase, firmware.Bench.Nv.Jobs is [.., var last] ? last.Phase : FumoPhase.Idle);
        Terminal back = firmware.Bench.Load(firmware.Bench.Save());
        Assert.Equal(firmware.Bench.Save(), Bench.Save(back));
        Assert.Equal(firmware.Bench.Terminal.Read("./FwUpdate/State"), back.Read("./FwUpdate/State"));
        foreach ((FirmwareJob job, FirmwareJob other) in firmware.Bench.Nv.Jobs.Zip(back.Nv.Jobs)) ShouldBeAlike(job, other);
        Assert.Equal(firmware.Bench.Nv.Jobs.Count, back.Nv.Jobs.Count);
    }

    [Fact]
    public void Reports_cancelled_packages_and_parts_come_back()
    {
        FirmwareBench firmware = new();
        FirmwareMemory memory = firmware.Bench.Nv.Firmware = new FirmwareMemory();
        memory.Add(new OwedReport { Root = "FwUpdate", Command = FumoCommand.Update, Correlator = "c", Result = 410, SessionsThisBoot = 2, Sessions = 7, IsUnderWay = true });
        memory.Add(new CancelledPackage("http://dl.test/dd", "update.zip", 8_057_371));
        memory.Add(new CancelledPackage("http://dl.test/dd2", null, 0));
        memory.AddPart("base");
        FirmwareMemory back = firmware.Bench.Load(firmware.Bench.Save()).Nv.Firmware!;
        Assert.Equivalent(memory.Reports, back.Reports, strict: true);
        Assert.Equal(memory.Cancelled, back.Cancelled);
        Assert.Equal(memory.Parts, back.Parts);
    }

    /// <summary>Version 2 had no word on whether a report is under way; it stands before the counts of cancelled packages and parts.</summary>
    [Fact]
    public void A_snapshot_of_the_version_before_is_read()
    {
        FirmwareBench firmware = new();
        FirmwareMemory memory = firmware.Bench.Nv.Firmware = new FirmwareMemory();
        memory.Add(new OwedReport { Root = "FwUpdate", Command = FumoCommand.Update, Correlator = "c", Result = 410, SessionsThisBoot = 2, Sessions = 7 });
        byte[] saved = firmware.Bench.Save();
        byte[] before = [TerminalSnapshot.OldestVersion, .. saved[1..^3], .. saved[^2..]];
        Assert.Equivalent(memory.Reports, firmware.Bench.Load(before).Nv.Firmware!.Reports, strict: true);
        before[0] = TerminalSnapshot.OldestVersion - 1;
        Assert.Throws<FormatException>(() => firmware.Bench.Load(before));
    }

    /// <summary>Version 4 did not say when a download is parked.</summary>
    [Fact]
    public void A_snapshot_of_a_job_of_the_version_before_is_read()
    {
        FirmwareBench firmware = new FirmwareBench().Fetching(300);
        FirmwareJob job = firmware.Bench.Nv.Job!;
        byte[] saved = firmware.Bench.Save();
        job.ParkDue = 1;
        int at = saved.AsSpan().CommonPrefixLength(firmware.Bench.Save());
        byte[] before = [4, .. saved[1..at], .. saved[(at + 1)..]];
        job.ParkDue = 0;
        Assert.Equivalent(job, firmware.Bench.Load(before).Nv.Job, strict: true);
        Assert.Equal(saved, Bench.Save(firmware.Bench.Load(before)));
    }

    [Fact]
    public void A_download_keeps_its_hash_and_none_of_its_octets()
    {
        FirmwareBench firmware = new FirmwareBench().Fetching(1);
        int before = firmware.Bench.Save().Length;
        firmware.Packages.Send(998);
        Assert.InRange(firmware.Bench.Save().Length - before, -64, 66);
        Assert.InRange(firmware.Bench.Nv.Job!.Hash.Export().Length, 32, 100);
    }

    [Fact]
    public void A_handset_without_firmware_holds_one_null() => Assert.Null(new Bench().PowerOn(Samples.HomeSim).Nv.Firmware);

    private static void ShouldBeAlike(FirmwareJob job, FirmwareJob other)
    {
        Assert.Equal(job.Hash.Export(), other.Hash.Export());
        Assert.Equal(job.Hash.Length, other.Hash.Length);
        (Sha256Midstate mine, Sha256Midstate theirs) = (job.Hash, other.Hash);
        job.Hash = other.Hash = new Sha256Midstate();
        Assert.Equivalent(job, other, strict: true);
        (job.Hash, other.Hash) = (mine, theirs);
    }
}
