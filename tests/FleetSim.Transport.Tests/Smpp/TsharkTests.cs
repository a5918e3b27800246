using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>What our message centre and our client said to each other, as an independent dissector reads it.</summary>
[Trait("needs", "tshark")]
public sealed class TsharkTests
{
    private static readonly string[] Fields =
    [
        "smpp.command_id", "smpp.command_status", "gsm_sms.destination_port", "gsm_sms.originator_port", "wsp.pdu_type", "wsp.header.content_type",
        "wsp.header.x_wap_application_id", "gsm_sms.udh.mm.msg_parts", "smpp.message_payload", "_ws.malformed",
    ];

    [Fact]
    [Trait("row", "REG-13")]
    public async Task A_dissector_reads_a_registration_a_push_and_the_session_around_them()
    {
        (IReadOnlyCollection<Segment> segments, int port) = await ConverseAsync();
        Dictionary<string, string[]> seen = await DissectAsync(PcapFile.Of(segments, port), port);

        Assert.Empty(seen["_ws.malformed"]);
        Assert.Equal(
            [0x09, 0x80000009, 0x05, 0x80000005, 0x04, 0x80000004, 0x04, 0x80000004, 0x04, 0x80000004, 0x06, 0x80000006],
            seen["smpp.command_id"].Select(Number));
        Assert.All(seen["smpp.command_status"], status => Assert.Equal(0u, Number(status)));
        Assert.Equal(["16998", "2948", "2948"], seen["gsm_sms.destination_port"]);
        Assert.Equal(["16998", "9200", "9200"], seen["gsm_sms.originator_port"]);
        Assert.Equal(["0x06"], seen["wsp.pdu_type"]);
        Assert.Equal(["application/vnd.syncml.notification"], seen["wsp.header.content_type"]);
        Assert.Equal(["x-wap-application:syncml.dm"], seen["wsp.header.x_wap_application_id"]);
        Assert.Equal(["2"], seen["gsm_sms.udh.mm.msg_parts"]);
        Assert.Single(seen["smpp.message_payload"]);
    }

    private static async Task<(IReadOnlyCollection<Segment> Segments, int Port)> ConverseAsync()
    {
        await using SmppPair pair = new();
        await using TcpRelay relay = new(pair.Server.EndPoint);
        SmppClient client = await pair.BoundClientAsync(options => options with { Port = relay.Port });

        byte[] text = RegistrationText.EncodeUplink(new RegistrationUplink(new Imei(860206000003972), "Hisense", "TS7032", "TI7.2.01.22.00"))!;
        byte[] uplink = UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, text);
        Assert.True((await pair.Server.DeliverAsync(SmppPair.Message(uplink), CancellationToken.None).Within()).Delivered);

        PortAddress push = new(WapPush.Port, 9200);
        byte[] package = Package0Codec.Encode(new Package0 { ServerId = "OMADM", SessionId = 1, Initiator = Initiator.Server }, "mvpdm", [0, 0, 0, 0]);
        byte[] whole = UserData.Encode(push, null, WapPush.EncodeNotification(1, package));
        byte[] part = UserData.Encode(push, new Concatenation(7, 2, 1), new byte[100]);
        foreach (ShortMessage message in new[] { SmppPair.Message(whole), SmppPair.Message(part), SmppPair.Message(new byte[300], hasHeader: false) })
            Assert.True((await client.SubmitAsync(message with { Source = "10654040", Destination = "+8613800000001" }, CancellationToken.None).Within()).IsAccepted);

        await pair.StopClientsAsync();
        return ([.. relay.Segments], relay.Port);
    }

    /// <summary>All values of each field, in the order of the capture.</summary>
    private static async Task<Dictionary<string, string[]>> DissectAsync(byte[] capture, int port)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(file, capture);
        try
        {
            string output = await RunAsync(["-r", file, "-d", $"tcp.port=={port},smpp", "-T", "fields", "-E", "separator=|", "-E", "aggregator=;", .. Fields.SelectMany(field => new[] { "-e", field })]);
            string[][] rows = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('|'))];
            return Fields.Select((field, column) => (field, Values: rows.SelectMany(row => row[column].Split(';', StringSplitOptions.RemoveEmptyEntries)).ToArray()))
                .ToDictionary(pair => pair.field, pair => pair.Values);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        try
        {
            using Process tshark = Process.Start(new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = tshark.StandardError.ReadToEndAsync();
            string output = await tshark.StandardOutput.ReadToEndAsync().Within("tshark");
            await tshark.WaitForExitAsync();
            Assert.True(tshark.ExitCode == 0, await errors);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("tshark is not installed");
            throw;
        }
    }

    private static uint Number(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? uint.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : uint.Parse(text, CultureInfo.InvariantCulture);
}
