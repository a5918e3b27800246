using CsCheck;
using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Sms;

[Trait("spec", "WAP-230-WSP, 8.4")]
public sealed class WapPushHeaderTests
{
    [Theory]
    [InlineData("01060D 0AB6 9181 92353546413700 AF87 00", "SEC=1 MAC=55FA7", "short codes")]
    [InlineData("010610 1F0CB6 9181 92353546413700 8100 AF87 00", "SEC=1 MAC=55FA7 charset=", "a long length, an empty value")]
    [InlineData("01060C 09B6 5345430032 00 81EA AF87 00", "SEC=2 charset=106", "a name as text, a number as text")]
    [InlineData("01060A 07B6 810203E8 9181 AF87 00", "charset=1000 SEC=1", "a number in two octets")]
    public void Parameters_of_the_content_type_are_read(string octets, string parameters, string why)
    {
        Decoded<WapPushMessage> decoded = WapPush.Decode(WapPushTests.Hex(octets));
        Assert.True(decoded.IsDone, $"{why}: {decoded.Reason} at {decoded.Offset}");
        Assert.Equal(parameters, string.Join(' ', decoded.Value.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}")));
        Assert.Equal("x-wap-application:syncml.dm", decoded.Value.ApplicationId);
    }

    [Fact]
    public void Parameters_in_a_text_are_read_as_well()
    {
        byte[] push = [1, 6, .. new byte[] { 34 }, .. "application/x; SEC=1; MAC=\"AB12\"\0"u8, 0x80 | 0x0D];
        Assert.False(WapPush.Decode(push).IsDone);
        push[2] = 33;
        WapPushMessage read = WapPush.Decode(push).Value!;
        Assert.Equal(("application/x", "1", "AB12"), (read.ContentType, read.Parameter("sec"), read.Parameter("MAC")));
    }

    [Fact]
    public void Headers_a_gateway_adds_are_all_there()
    {
        WapPushMessage read = WapPush.Decode(WapPushTests.Hex("01063E6170706C69636174696F6E2F766E642E73796E636D6C2E6E6F74696669636174696F6E00A9507974686F6E2D75726C6C69622F332E313100AF878DA6C393 0102")).Value!;
        Assert.Equal([new("User-Agent", "Python-urllib/3.11"), new("X-Wap-Application-Id", "x-wap-application:syncml.dm"), new("Content-Length", "38"), new("Encoding-Version", "19")], read.Headers);
    }

    [Fact]
    public void Headers_of_another_page_are_told_apart()
    {
        Assert.Equal([new("2/0x2F", "8"), new("X-Wap-Application-Id", "x-wap-application:syncml.dm")], WapPush.Decode(WapPushTests.Hex("010607C4 02 AF88 01 AF87 00")).Value!.Headers);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        Gen<string> texts = Gen.String[Gen.Char['!', '~'], 0, 40];
        Gen<string> names = Gen.String[Gen.Char['a', 'z'], 1, 20];
        string[] types = ["application/vnd.syncml.notification", "application/vnd.syncml.dm+wbxml", "application/x-other"];
        Gen.Select(Gen.Byte, Gen.Int[0, 2], Gen.Select(names, texts).Array[0, 3], Gen.Select(names, texts).Array[0, 3], Gen.Bool, Gen.Enum<WapPushForm>()).Sample((tid, type, parameters, headers, dm, form) =>
        {
            WapPushMessage push = new(types[type], dm ? "x-wap-application:syncml.dm" : null, [1, 2])
            {
                TransactionId = tid,
                Parameters = [new("SEC", "1"), new("MAC", "A1B2"), .. parameters.Select(p => new WspParameter(p.Item1, p.Item2))],
                Headers = [.. headers.Select(h => new WspHeader("x-" + h.Item1, h.Item2))],
            };
            WapPushMessage? read = WapPush.Decode(WapPushWriter.Encode(push, form)).Value;
            return read is not null && read.ContentType == push.ContentType && read.ApplicationId == push.ApplicationId && read.TransactionId == tid
                && read.Parameters.SequenceEqual(push.Parameters) && read.Headers.Take(push.Headers.Count).SequenceEqual(push.Headers) && read.Body is [1, 2];
        }, iter: 2_000);
    }

    [Fact]
    public void The_short_form_is_written_for_a_notification()
    {
        WapPushMessage push = new("application/vnd.syncml.notification", "x-wap-application:syncml.dm", [9]) { TransactionId = 7 };
        Assert.Equal(WapPush.EncodeNotification(7, [9]), WapPushWriter.Encode(push));
    }
}
