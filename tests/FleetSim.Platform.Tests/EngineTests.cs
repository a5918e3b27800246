using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

public sealed class EngineTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void The_same_input_gives_the_same_books_and_short_messages()
    {
        (Bench a, List<string> sentByA) = FirstDay();
        (Bench b, List<string> sentByB) = FirstDay();
        Assert.Equal(sentByA, sentByB);
        Assert.Equal(a.Entries.Select(e => e.ToString()), b.Entries.Select(e => e.ToString()));
        Assert.Equal(20, a.Status.Jobs["firmware"]["accepted"]);
    }

    [Fact]
    [Trait("row", "EXC-13")]
    public void A_drill_books_a_report_and_never_answers_it()
    {
        Bench bench = new(Bench.WithFirmware() with { Drills = [DrillOptions.Named("reportUnanswered")] });
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        handset.Open("2", AlertCode.ClientInitiated, handset.Report(200, "c"));
        WebReply repeated = bench.Http(new WebRequest("POST", "/dm") { ContentType = SyncMlMediaType.Xml, Body = handset.LastBody });
        Assert.True(repeated.NeverAnswered);
        Assert.Equal(1, bench.Status.Reports);
    }

    [Fact]
    public void A_drill_answers_every_second_message_with_503()
    {
        Bench bench = new(new PlatformOptions { Drills = [new DrillOptions { Drill = "http503", Every = 2 }] });
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        Assert.Equal(503, bench.Http(new WebRequest("POST", "/dm") { Body = handset.LastBody }).Status);
        Assert.Equal(200, bench.Http(new WebRequest("POST", "/dm") { Body = handset.LastBody }).Status);
    }

    [Fact]
    public void A_sender_without_an_IMEI_is_refused()
    {
        Bench bench = new();
        SyncHdr header = new() { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("http://x/dm"), Source = new Location("MAC:1") };
        byte[] body = SyncMlCodec.Encode(new SyncMlMessage(header, [], true), SyncMlEncoding.Xml);
        Assert.Equal(400, bench.Http(new WebRequest("POST", "/dm") { Body = body }).Status);
        Assert.Equal(1, bench.Status.Errors["unknownSender"]);
    }

    private static (Bench Bench, List<string> Sent) FirstDay()
    {
        Bench bench = new(Bench.WithFirmware(confirmShare: 0.5));
        List<string> sent = [];
        Imei[] fleet = [.. Enumerable.Range(0, 20).Select(i => Protocol.Identity.Imei.FromFourteenDigits(86020600000000 + (ulong)i))];
        for (int i = 0; i < fleet.Length; i++) bench.Register(fleet[i], $"1380{i:D7}");
        sent.AddRange(bench.Pass(3).Select(d => $"{d.Destination} {Convert.ToHexString(d.UserData)}"));
        foreach (Imei imei in fleet)
        {
            ScriptedHandset handset = new(bench, imei) { Tree = { ["./DevDetail/SwV"] = "V1" } };
            handset.Open("1");
            handset.Answer(nextNonce: "AQIDBAU=");
            handset.Answer();
        }

        sent.AddRange(bench.Pass(30).Select(d => $"{d.Destination} {Convert.ToHexString(d.UserData)}"));
        return (bench, sent);
    }
}
