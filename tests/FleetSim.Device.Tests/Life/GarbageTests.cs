using CsCheck;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Life;

/// <summary>A peer's mistake is a value, never an exception.</summary>
public sealed class GarbageTests
{
    private const int Cases = 3000;

    [Fact]
    public void No_octets_as_a_short_message_throw() =>
        Gen.Select(Gen.Byte.Array[0, 160], Gen.Bool, Gen.Bool).Sample((octets, hasHeader, known) =>
        {
            Bench bench = new Bench().PowerOn(Samples.HomeSim);
            bench.Sms(octets, known ? "10654040" : "1", hasHeader).ShouldHoldMark(null).ShouldHavePosted(0);
        }, iter: Cases);

    [Fact]
    public void No_payload_behind_our_ports_throws() =>
        Gen.Select(Gen.Byte.Array[0, 130], Any(RegistrationText.Port, WapPush.Port)).Sample((payload, port) =>
        {
            Bench bench = new Bench().PowerOn(Samples.HomeSim);
            bench.Sms(UserData.Encode(new PortAddress(port, RegistrationText.Port), null, payload)).ShouldHoldMark(null).ShouldHavePosted(0);
        }, iter: Cases);

    [Fact]
    public void No_octets_as_a_DM_answer_throw() =>
        Gen.Select(Gen.Byte.Array[0, 300], Any<string?>(null, SyncMlMediaType.Xml, SyncMlMediaType.Wbxml, "text/html", ";;"), Any(200, 200, 200, 0, -1, 204, 401, 999))
            .Sample((octets, type, status) =>
            {
                Bench bench = new Bench().PowerOn(null);
                new DmServer(bench).Notify();
                bench.PostAnswered(status, octets, type).ShouldBeIdle();
            }, iter: Cases);

    [Fact]
    public void No_change_of_a_genuine_DM_answer_throws() =>
        Gen.Select(Any(Samples.Xml, Samples.Wbxml), Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 6]).Sample((model, changes) =>
        {
            Bench bench = new Bench(model).PowerOn(null);
            DmServer server = new(bench);
            server.Notify();
            byte[] body = server.Encode(
                new ReplyForm { NextNonce = "bm9uY2U=" },
                server.Get("./DevInfo", "./Settings/MMS/MMSC"), server.Replace("./Settings/MMS/MMSC", "x"), server.Exec("./FwUpdate/Download", "c"),
                server.Sequence(server.Alert(AlertCode.Confirm, "?"), server.Delete("./DevInfo")), server.Alert(AlertCode.Display, "t"));
            foreach ((int at, byte value) in changes) body[at % body.Length] = value;
            bench.PostAnswered(200, body, SyncMlMediaType.For(model.Dm.Encoding));
            if (bench.Terminal.IsInSession) bench.UserSays(UserAnswer.No);
            Assert.Equal(Bench.Save(bench.Terminal), Bench.Save(bench.Load(bench.Save())));
        }, iter: Cases);

    [Fact]
    public void No_octets_as_a_descriptor_throw() =>
        Gen.Byte.Array[0, 300].Sample(octets =>
        {
            FirmwareBench firmware = new FirmwareBench().Commanded();
            firmware.Packages.Describe(200, octets).ShouldBeInState("20");
        }, iter: Cases);

    [Fact]
    public void Any_numbers_in_a_transfers_header_are_survived() =>
        Gen.Select(Any(200, 206, 404, 416, 0, -5), Any<long?>(null, 0, 300, -1, long.MaxValue), Any<long?>(null, 1000, 0, -1, long.MaxValue), Any<string?>(null, "", "\"e1\"", "x"))
            .Sample((status, start, total, validator) =>
            {
                FirmwareBench firmware = new FirmwareBench().Fetching(300);
                firmware.Bench.LoseSignal().FindSignal();
                firmware.Packages.Begin(status, start, total, validator);
                Assert.Equal(firmware.Bench.Save(), Bench.Save(firmware.Bench.Load(firmware.Bench.Save())));
            }, iter: 500);

    [Fact]
    public void Any_text_as_a_nodes_value_comes_back_or_is_refused() =>
        Gen.Select(Any(Samples.Xml, Samples.Wbxml), Gen.String[Gen.Char, 0, 60]).Sample((model, value) =>
        {
            Bench bench = new Bench(model).PowerOn(null);
            DmServer server = new(bench);
            server.Notify(UiMode.Background);
            Command.Replace replace = server.Replace("./Settings/MMS/MMSC", value);
            Command.Get get = server.Get("./Settings/MMS/MMSC");
            server.Reply(replace, get);
            if (bench.OpenPost is not null) server.Take();
            Assert.Equal(bench.Save(), Bench.Save(bench.Load(bench.Save())));
        }, iter: Cases);

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
