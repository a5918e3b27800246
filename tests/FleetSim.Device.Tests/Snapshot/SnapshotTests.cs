using FleetSim.Device.Firmware;
using FleetSim.Device.Registration;
using FleetSim.Device.Snapshot;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;

namespace FleetSim.Device.Tests.Snapshot;

public sealed class SnapshotTests(ITestOutputHelper output)
{
    [Fact]
    public void A_handset_that_did_nothing_comes_back()
    {
        Bench bench = new();
        Terminal back = bench.Load(bench.Save());
        Assert.False(back.Nv.PoweredOn);
        Assert.True(back.Nv is { HasSignal: true, HasMemory: true, Job: null, Version: null, Preset.ClientNonce: null, Accounts: null });
    }

    [Fact]
    public void Every_value_comes_back()
    {
        Bench bench = Experienced();
        NonVolatile nv = bench.Nv, back = bench.Load(bench.Save()).Nv;
        Assert.Equal(nv.RegisteredImsi, back.RegisteredImsi);
        Assert.Equal((RegistrationPhase.Quiet, nv.NoncesDrawn, nv.Version, nv.StoredMessages), (back.Registration, back.NoncesDrawn, back.Version, back.StoredMessages));
        Assert.Equivalent(nv.Preset, back.Preset, strict: true);
        Assert.Equal(nv.Journal.Indicators, back.Journal.Indicators);
        Assert.Equal(nv.Journal.Entries, back.Journal.Entries);
        Assert.Equivalent(nv.Odometer, back.Odometer, strict: true);
        Assert.Equal("repaired", bench.Load(bench.Save()).Read("./Settings/GPRS/CMNet/APN").Value);
    }

    [Fact]
    public void Every_value_of_a_job_comes_back()
    {
        FirmwareBench firmware = new FirmwareBench().Fetching(777);
        FirmwareJob job = firmware.Bench.Nv.Job!, back = firmware.Bench.Load(firmware.Bench.Save()).Nv.Job!;
        Assert.Equal(job.Hash.Export(), back.Hash.Export());
        Assert.Equal(job.Hash.Length, back.Hash.Length);
        job.Hash = back.Hash = new Sha256Midstate();
        Assert.Equivalent(job, back, strict: true);
    }

    [Fact]
    public void A_snapshot_of_another_version_is_refused()
    {
        Bench bench = Experienced();
        byte[] saved = bench.Save();
        Assert.Equal(TerminalSnapshot.Version, saved[0]);
        saved[0]++;
        Assert.Throws<FormatException>(() => bench.Load(saved));
    }

    [Fact]
    public void A_shortened_snapshot_is_refused_at_every_octet()
    {
        FirmwareBench firmware = new FirmwareBench().Fetching(500);
        byte[] saved = firmware.Bench.Save();
        for (int length = 0; length < saved.Length; length++) Assert.Throws<FormatException>(() => firmware.Bench.Load(saved[..length]));
    }

    [Fact]
    public void Without_a_job_a_snapshot_is_under_300_octets()
    {
        Bench registered = new Bench().Registered();
        Bench experienced = Experienced();
        FirmwareBench downloading = new FirmwareBench().Fetching(999);
        output.WriteLine($"registered {registered.Save().Length}, collected, repaired and updated {experienced.Save().Length}, in a download {downloading.Bench.Save().Length} octets");
        Assert.True(registered.Save().Length < 100, $"{registered.Save().Length} octets");
        Assert.True(experienced.Save().Length < 300, $"{experienced.Save().Length} octets");
        Assert.True(downloading.Bench.Save().Length < 500, $"{downloading.Bench.Save().Length} octets");
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData(16383UL)]
    [InlineData(16384UL)]
    [InlineData(ulong.MaxValue)]
    public void Numbers_come_back_on_both_sides_of_each_width(ulong number)
    {
        SnapshotWriter writer = new();
        writer.Number(number);
        SnapshotReader reader = new(writer.Written);
        Assert.Equal(number, reader.Number());
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_damage()
    {
        SnapshotWriter writer = new();
        writer.Number(ulong.MaxValue);
        byte[] octets = writer.Written.ToArray();
        Assert.Throws<FormatException>(() => new SnapshotReader(octets).Int());
        Assert.Throws<FormatException>(() => new SnapshotReader(octets).Long());
        Assert.Throws<FormatException>(() => new SnapshotReader([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]).Number());
    }

    [Fact]
    public void Null_and_empty_are_told_apart()
    {
        SnapshotWriter writer = new();
        writer.Optional((string?)null);
        writer.Optional("");
        writer.Optional("x");
        SnapshotReader reader = new(writer.Written);
        Assert.Equal((null, "", "x"), (reader.OptionalText(), reader.OptionalText(), reader.OptionalText()));
    }

    [Fact]
    public void A_negative_number_is_the_programmers_mistake() => Assert.Throws<ArgumentOutOfRangeException>(() => new SnapshotWriter().Number(-1L));

    [Fact]
    public void The_journal_keeps_the_last_six_entries_and_48_characters_of_each()
    {
        UiJournal journal = new();
        for (int i = 0; i < 9; i++) journal.Add(new UiEntry(UiKind.Info, UiSubject.AlertDisplay, i, new string('x', 47) + "\U0001F4F1" + i, null));
        Assert.Equal([3, 4, 5, 6, 7, 8], journal.Entries.Select(e => e.AtUnixMs));
        Assert.All(journal.Entries, e => Assert.Equal(new string('x', 47), e.Text));
    }

    /// <summary>Registered, collected, repaired and updated: with all its nonces, and nothing under way.</summary>
    private static Bench Experienced()
    {
        FirmwareBench firmware = new FirmwareBench().Reporting();
        firmware.Server.Reply(new ReplyForm { NextNonce = Convert.ToBase64String(new byte[16]) });
        Bench bench = firmware.Bench.Reboot(Samples.HomeSim).SmsTaken().Sms(Should.Confirmation());
        firmware.Server.Notify(Protocol.Notification.UiMode.Informative);
        firmware.Server.Reply(firmware.Server.Replace("./Settings/GPRS/CMNet/APN", "repaired"));
        firmware.Server.Reply();
        return bench.ShouldBeIdle();
    }
}
