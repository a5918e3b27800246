using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>What a message must contain, whatever its wire form, and the named limits.</summary>
[Trait("spec", "OMA-TS-SyncML-RepPro-V1_2_2, 7 (DTD)")]
public sealed class MessageRulesTests
{
    private const string Hdr = "<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>";

    [Theory]
    [InlineData("<SyncML><SyncBody/></SyncML>", "SyncML without SyncHdr")]
    [InlineData("<SyncML>HDR</SyncML>", "SyncML without SyncBody")]
    [InlineData("<SyncML>HDRHDR<SyncBody/></SyncML>", "SyncHdr or SyncBody occurs twice")]
    [InlineData("<SyncML>HDR<SyncBody/><SyncBody/></SyncML>", "SyncHdr or SyncBody occurs twice")]
    [InlineData("<SyncML>HDR<SyncBody><Get/></SyncBody></SyncML>", "a command without CmdID")]
    [InlineData("<SyncML>HDR<SyncBody><Atomic/></SyncBody></SyncML>", "a group without CmdID")]
    [InlineData("<SyncML>HDR<SyncBody><Alert><CmdID>1</CmdID></Alert></SyncBody></SyncML>", "Alert without a code")]
    [InlineData("<SyncML>HDR<SyncBody><Alert><Data>1200</Data></Alert></SyncBody></SyncML>", "Alert without CmdID")]
    [InlineData("<SyncML>HDR<SyncBody><Alert><CmdID>1</CmdID><Data>12OO</Data></Alert></SyncBody></SyncML>", "not a number where one is expected")]
    [InlineData("<SyncML>HDR<SyncBody><Alert><CmdID>1</CmdID><Data>-1</Data></Alert></SyncBody></SyncML>", "not a number where one is expected")]
    [InlineData("<SyncML>HDR<SyncBody><Alert><CmdID>1</CmdID><Data>9999999999</Data></Alert></SyncBody></SyncML>", "a code is too large")]
    [InlineData("<SyncML>HDR<SyncBody><Status><CmdID>1</CmdID><Data>200</Data></Status></SyncBody></SyncML>", "Status without CmdRef")]
    [InlineData("<SyncML>HDR<SyncBody><Status><CmdID>1</CmdID><CmdRef>1</CmdRef></Status></SyncBody></SyncML>", "Status without a code")]
    [InlineData("<SyncML>HDR<SyncBody><Results><CmdID>1</CmdID></Results></SyncBody></SyncML>", "Results without CmdRef")]
    public void A_message_that_lacks_what_an_answer_needs_is_refused(string xml, string reason) =>
        Assert.Equal(reason, Read.Refused(Encoding.UTF8.GetBytes(xml.Replace("HDR", Hdr, StringComparison.Ordinal)), SyncMlEncoding.Xml).Reason);

    [Theory]
    [InlineData("VerDTD", null)]
    [InlineData("VerProto", null)]
    [InlineData("SessionID", "SyncHdr without SessionID")]
    [InlineData("MsgID", "SyncHdr without MsgID")]
    [InlineData("Target", "SyncHdr without Target")]
    [InlineData("Source", "SyncHdr without Source")]
    public void One_version_follows_from_the_other_and_nothing_else_may_be_missing(string element, string? reason)
    {
        string header = Hdr.Remove(Hdr.IndexOf($"<{element}>", StringComparison.Ordinal), Hdr.IndexOf($"</{element}>", StringComparison.Ordinal) + element.Length + 3 - Hdr.IndexOf($"<{element}>", StringComparison.Ordinal));
        byte[] octets = Encoding.UTF8.GetBytes($"<SyncML>{header}<SyncBody/></SyncML>");
        if (reason is not null)
        {
            Assert.Equal(reason, Read.Refused(octets, SyncMlEncoding.Xml).Reason);
            return;
        }

        SyncHdr read = Read.Message(octets, SyncMlEncoding.Xml).Header;
        Assert.Equal(("1.2", "DM/1.2"), (read.VerDtd, read.VerProto));
    }

    [Theory]
    [InlineData("DM/1.1", "1.1")]
    [InlineData("DM/ 1.1", "1.1")]
    [InlineData("DM/&#18;.1", "\u0012.1")]
    [InlineData("odd", "odd")]
    public void A_version_that_follows_is_read_again_as_it_is_written(string verProto, string verDtd)
    {
        string header = Hdr.Replace("<VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>", $"<VerProto>{verProto}</VerProto>", StringComparison.Ordinal);
        SyncMlMessage read = Read.Xml($"<SyncML>{header}<SyncBody/></SyncML>");
        Assert.Equal(verDtd, read.Header.VerDtd);
        Assert.Equal(verDtd, Read.Message(SyncMlCodec.Encode(read, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml).Header.VerDtd);
    }

    [Fact]
    public void Every_limit_refuses_what_is_above_it()
    {
        SyncMlMessage message = GoldenMessageTests.Message("package-2");
        foreach (SyncMlEncoding encoding in Enum.GetValues<SyncMlEncoding>())
        {
            byte[] octets = SyncMlCodec.Encode(message, encoding, new SyncMlStyle { StringTable = StringTableUse.Repeated });
            AssertLimit(octets, encoding, octets.Length, octets.Length - 1, value => new SyncMlLimits { MessageOctets = value });
            AssertLimit(octets, encoding, 7, 6, value => new SyncMlLimits { Depth = value });
            AssertLimit(octets, encoding, 11, 10, value => new SyncMlLimits { Commands = value });
            AssertLimit(octets, encoding, 12, 11, value => new SyncMlLimits { Items = value });
            AssertLimit(octets, encoding, 39, 38, value => new SyncMlLimits { TextOctets = value });
            if (encoding == SyncMlEncoding.Wbxml) AssertLimit(octets, encoding, octets[4], octets[4] - 1, value => new SyncMlLimits { StringTableOctets = value });
        }
    }

    [Fact]
    public void References_to_one_long_table_string_cannot_blow_up_a_message()
    {
        string table = new('x', 100);
        byte[] references = [.. Enumerable.Repeat<byte[]>([0x54, 0x4F, 0x83, 0x00, 0x01, 0x01], 2_000).SelectMany(item => item)];
        byte[] octets = Wbxml.Documents.Message(Wbxml.Documents.HeaderWith(table), [0x60, 0x4B, .. Wbxml.Documents.Text("1"), 0x01, .. references, 0x01]);
        Assert.True(SyncMlCodec.Decode(octets, SyncMlEncoding.Wbxml, new SyncMlLimits { StringTableGain = 17 }).IsDone);
        Read.Refused(octets, SyncMlEncoding.Wbxml);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void The_depth_limit_itself_is_limited(int depth) => Assert.Throws<ArgumentOutOfRangeException>(() => new SyncMlLimits { Depth = depth });

    private static void AssertLimit(byte[] octets, SyncMlEncoding encoding, int enough, int tooLittle, Func<int, SyncMlLimits> limits)
    {
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding, limits(enough));
        Assert.True(decoded.IsDone, $"{encoding} {limits(enough)}: {decoded.Reason}");
        Read.Refused(octets, encoding, limits(tooLittle));
    }
}
