using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Sms;

[Trait("spec", "WAP-230-WSP, 8.2.4.1")]
public sealed class WapPushTests
{
    private const string Notification = "application/vnd.syncml.notification";
    private const string DmApplication = "x-wap-application:syncml.dm";

    [Fact]
    public void A_notification_is_written_in_the_short_form()
    {
        Assert.Equal("070603C4AF870102", Convert.ToHexString(WapPush.EncodeNotification(7, [1, 2])));
    }

    [Theory]
    [InlineData("010603C4AF87 0102", Notification, DmApplication, "the short form")]
    [InlineData("01063E6170706C69636174696F6E2F766E642E73796E636D6C2E6E6F74696669636174696F6E00A9507974686F6E2D75726C6C69622F332E313100AF878DA6C393 0102",
        Notification, DmApplication, "a gateway's form: type as text, headers of its own")]
    [InlineData("010601C4 0102", Notification, null, "no application id")]
    [InlineData("01061EC4AF782D7761702D6170706C69636174696F6E3A73796E636D6C2E646D00 0102", Notification, DmApplication, "application id as text")]
    [InlineData("010617C4582D5761702D4170706C69636174696F6E2D496400 87 0102", Notification, DmApplication, "header name as text")]
    [InlineData("010605C4AF020007 0102", Notification, DmApplication, "application id as a long integer")]
    [InlineData("010604 01C4AF87 0102", Notification, DmApplication, "content type in the general form")]
    [InlineData("01060D 0AB6 9181 92353546413700 AF87 0102", "application/vnd.wap.connectivity-wbxml", DmApplication, "SEC and MAC behind the type")]
    [InlineData("010605C4 7F02 AF88 0102", Notification, null, "another code page: not this header")]
    [InlineData("010607C4 02 AF88 01 AF87 0102", Notification, DmApplication, "short shifts, there and back")]
    [InlineData("01068003C4AF87 0102", Notification, DmApplication, "a length in two octets")]
    [InlineData("010601FF 0102", "0x7F", null, "an unknown code")]
    public void Every_form_of_header_is_read(string octets, string contentType, string? application, string why)
    {
        Decoded<WapPushMessage> decoded = WapPush.Decode(Hex(octets));
        Assert.True(decoded.IsDone, $"{why}: {decoded.Reason} at {decoded.Offset}");
        Assert.Equal((contentType, application), (decoded.Value.ContentType, decoded.Value.ApplicationId));
        Assert.Equal([1, 2], decoded.Value.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0106")]
    [InlineData("010703C4AF87")]
    [InlineData("010604C4AF87")]
    [InlineData("0106FFFFFFFFFF7F")]
    [InlineData("010602C4AF")]
    [InlineData("010603C4AF41")]
    [InlineData("0106036162634100")]
    [InlineData("01060305C4AF87")]
    [InlineData("010603C4AF05")]
    [InlineData("010602C47F")]
    public void A_header_that_runs_past_its_end_is_invalid(string octets)
    {
        Assert.Equal(DecodeStatus.Invalid, WapPush.Decode(Hex(octets)).Status);
    }

    internal static byte[] Hex(string octets) => Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal));
}
