using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

public sealed class BooksTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void An_engine_that_begins_with_the_books_of_another_goes_on_where_that_one_ended()
    {
        using TemporaryFile file = new();
        Bench first = new(Bench.WithFirmware());
        first.Register(Imei);
        first.Pass(2);
        ScriptedHandset before = new(first, Imei) { Tree = { ["./DevDetail/SwV"] = "V1" } };
        before.Open("1");
        before.Answer(nextNonce: "AQIDBAU=");
        before.Answer();
        Assert.Equal("accepted", first.JobState("firmware"));

        Bench second = Reopened(file, first, out IReadOnlyList<Downlink> owed);
        Assert.Empty(owed);
        Assert.Equal((1, 1), (second.Status.Devices, second.Status.AwaitingReports));
        ScriptedHandset after = new(second, Imei) { Tree = { ["./DevDetail/SwV"] = "V2" }, ClientNonce = before.ClientNonce, ServerNonce = [1, 2, 3, 4, 5] };
        after.Open("2", AlertCode.ClientInitiated, after.Report(200, first.Last<BookEntry.Firmware>()!.Correlator));
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(after.Reply!).Code);
        Assert.True(after.ServerCredentialIsRight);
        after.Answer();
        Assert.Equal("succeeded", second.JobState("firmware"));
    }

    [Fact]
    public void A_pending_notification_is_sent_again_after_a_restart()
    {
        using TemporaryFile file = new();
        Bench first = new();
        first.Register(Imei);
        Assert.Single(first.Pass(2));
        Bench second = Reopened(file, first, out _);
        Assert.Single(second.Pass(1));
    }

    [Fact]
    public void A_confirmation_that_was_not_handed_over_is_owed_after_a_restart()
    {
        using TemporaryFile file = new();
        Bench first = new();
        first.Engine.OnShortMessage("13800000001", "10654040", Bench.Uplink(Imei), true, first.Now);
        Reopened(file, first, out IReadOnlyList<Downlink> owed);
        Assert.Equal(DownlinkKind.Confirmation, Assert.Single(owed).Kind);
    }

    [Fact]
    public void Books_from_before_the_newer_tables_are_opened_and_get_them()
    {
        using TemporaryFile file = new();
        Bench first = new();
        first.Register(Imei);
        using (BooksFile books = BooksFile.Open(file.Path)) books.Commit(first.Entries);
        file.Query("DROP TABLE command_status; DROP TABLE handset; DROP TABLE package_order");
        Bench second = new();
        using (BooksFile books = BooksFile.Open(file.Path)) second.Engine.Restore(books, second.Now);
        Assert.Equal((1, 0L), (second.Status.Devices, file.Query("SELECT count(*) FROM command_status")));
    }

    [Fact]
    public void A_row_of_each_newer_table_is_in_the_file_as_it_was_told()
    {
        using TemporaryFile file = new();
        using (BooksFile books = BooksFile.Open(file.Path))
        {
            books.Commit(
            [
                new BookEntry.CommandStatus("1", "A4D9", "greeting", "Alert", null, 200, "2", Bench.Start),
                new BookEntry.Handset("1", "10655459", "460001234567890", "1.1", true, "Mac", "DmProfile"),
                new BookEntry.PackageOrder("1", "base", "./FwUpdate/Base", "c-1", 202, null, 200, 1),
            ]);
        }

        Assert.Equal("A4D9 greeting Alert 200 2 2026-01-01T08:00:00.000Z", file.Query("SELECT concat_ws(' ', session, script, command, uri, status, answer, at) FROM command_status"));
        Assert.Equal("10655459 460001234567890 1.1 1 Mac DmProfile", file.Query("SELECT concat_ws(' ', service, imsi, protocol, decimal_session_id, server_authentication, bootstrap) FROM handset"));
        Assert.Equal("base ./FwUpdate/Base c-1 202 200 1", file.Query("SELECT concat_ws(' ', package, root, correlator, exec_status, alert_type, result, reports) FROM package_order"));
    }

    [Fact]
    public void Books_of_another_version_are_refused_and_left_alone()
    {
        using TemporaryFile file = new();
        BooksFile.Open(file.Path).Dispose();
        file.Query("UPDATE meta SET value = '99' WHERE key = 'schema'");
        BooksException refusal = Assert.Throws<BooksException>(() => BooksFile.Open(file.Path));
        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("99", file.Query("SELECT value FROM meta WHERE key = 'schema'"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        using TemporaryFile file = new();
        File.WriteAllText(file.Path, new string('x', 5000));
        Assert.Throws<BooksException>(() => BooksFile.Open(file.Path));
        Assert.Equal(5000, new FileInfo(file.Path).Length);
    }

    [Fact]
    public async Task What_was_committed_can_be_read_by_others_while_the_writer_runs()
    {
        using TemporaryFile file = new();
        using BooksWriter writer = new(BooksFile.Open(file.Path), fault => Assert.Fail(fault.Message));
        writer.Start();
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < 200; i++) writer.Add(new BookEntry.Collected($"{(round * 200) + i}", "./a", "v", Bench.Start));
            await writer.CommittedAsync().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal((round + 1) * 200L, file.Query("SELECT count(*) FROM collected"));
        }
    }

    [Fact]
    public async Task A_waiter_is_let_go_only_after_its_entry_is_in_the_file()
    {
        using TemporaryFile file = new();
        using BooksWriter writer = new(BooksFile.Open(file.Path), fault => Assert.Fail(fault.Message));
        writer.Start();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                writer.Add(new BookEntry.Collected($"{worker}", $"./{i}", "v", Bench.Start));
                await writer.CommittedAsync().WaitAsync(TimeSpan.FromSeconds(10));
                Assert.Equal(1L, file.Query($"SELECT count(*) FROM collected WHERE imei = '{worker}' AND path = './{i}'"));
            }
        })));
    }

    private static Bench Reopened(TemporaryFile file, Bench first, out IReadOnlyList<Downlink> owed)
    {
        using (BooksFile books = BooksFile.Open(file.Path)) books.Commit(first.Entries);
        using BooksFile again = BooksFile.Open(file.Path);
        Bench second = new(first.Options);
        owed = second.Engine.Restore(again, second.Now);
        return second;
    }
}
