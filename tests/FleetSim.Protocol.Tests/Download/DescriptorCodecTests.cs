using System.Text;
using FleetSim.Protocol.Download;

namespace FleetSim.Protocol.Tests.Download;

[Trait("spec", "OMA-Download-OTA-V1_0, download descriptor")]
public sealed class DescriptorCodecTests
{
    private static readonly DownloadDescriptor Full = new()
    {
        Types = ["application/octet-stream", "application/x-delta"],
        Size = 8057371,
        ObjectUri = "http://127.0.0.1/dlserver/get?at=f&pkgId=1&imei=IMEI:860206000003972",
        InstallNotifyUri = "http://127.0.0.1/dlserver/get?at=s&pkgId=1",
        NextUrl = "http://127.0.0.1/next",
        InfoUrl = "http://127.0.0.1/info",
        IconUri = "http://127.0.0.1/icon",
        Name = "update.zip",
        Vendor = "CMCC <test>",
        Description = "从 1.0 到 \"2.0\"",
        InstallParam = "estimatedDownloadTimeInSecs=300;estimatedInstallTimeInSecs=300",
        DdVersion = "1.0",
    };

    [Fact]
    public void What_is_written_is_read_back()
    {
        DownloadDescriptor read = Read(DescriptorCodec.Encode(Full));
        Assert.Equal(Full.Types, read.Types);
        Assert.Equal(Full with { Types = read.Types }, read);
    }

    [Fact]
    public void The_xml_is_as_the_standard_has_it()
    {
        DownloadDescriptor small = new() { Types = ["a/b"], Size = 7, ObjectUri = "http://h/?a=1&b=2", Name = "n" };
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<media xmlns=\"http://www.openmobilealliance.org/xmlns/dd\">"
            + "<type>a/b</type><size>7</size><objectURI>http://h/?a=1&amp;b=2</objectURI><name>n</name></media>\n",
            Encoding.UTF8.GetString(DescriptorCodec.Encode(small)));
    }

    [Fact]
    public void A_field_descriptor_with_every_oddity_is_read()
    {
        DownloadDescriptor read = Read("""
            <?xml version="1.0"?>
            <!DOCTYPE media SYSTEM "dd.dtd">
            <!-- a > b -->
            <dd:media xmlns:dd='http://www.openmobilealliance.org/xmlns/dd' note="a>b">
              <dd:vendorPart><dd:type>wrong/level</dd:type><size>1</size></dd:vendorPart>
              <dd:size> 42 </dd:size>
              <dd:objectURI><![CDATA[http://h/?a=1&b=<2>]]></dd:objectURI>
              <dd:type>a/b</dd:type>
              <dd:installNotifyURI>http://h/?a=1&b=2</dd:installNotifyURI>
              <dd:name>A&#x4E2D;&lt;&#66;<!-- c -->C</dd:name>
              <dd:description/>
            </dd:media>

            """u8);
        Assert.Equal(["a/b"], read.Types);
        Assert.Equal((42, "http://h/?a=1&b=<2>", "http://h/?a=1&b=2", "A中<BC", ""), (read.Size, read.ObjectUri, read.InstallNotifyUri, read.Name, read.Description));
        Assert.Null(read.DdVersion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("media")]
    [InlineData("<media><type>a/b</type><size>1</size></media>")]
    [InlineData("<media><type>a/b</type><objectURI>u</objectURI></media>")]
    [InlineData("<media><size>1</size><objectURI>u</objectURI></media>")]
    [InlineData("<media><type>a/b</type><size>-1</size><objectURI>u</objectURI></media>")]
    [InlineData("<media><type>a/b</type><size>1k</size><objectURI>u</objectURI></media>")]
    [InlineData("<other><type>a/b</type><size>1</size><objectURI>u</objectURI></other>")]
    [InlineData("<media><type>a/b</type><size>1</size><objectURI>u</objectURI></media><media/>")]
    [InlineData("<media><type>a/b</type><size>1</size><objectURI>u</objectURI></media> x")]
    [InlineData("<media><type>a/b</size><size>1</type><objectURI>u</objectURI></media>")]
    [InlineData("<media><type>a/b</type><size>1</size><objectURI>&#0;</objectURI></media>")]
    [InlineData("<!DOCTYPE media [<!ENTITY e 'x'>]><media><type>a/b</type><size>1</size><objectURI>u</objectURI></media>")]
    public void A_descriptor_that_lacks_something_is_invalid(string xml)
    {
        Assert.Equal(DecodeStatus.Invalid, DescriptorCodec.Decode(Encoding.UTF8.GetBytes(xml)).Status);
    }

    [Fact]
    public void Every_beginning_of_a_descriptor_is_invalid()
    {
        byte[] whole = DescriptorCodec.Encode(Full);
        int end = whole.Length - 1; // the last octet is a line feed
        for (int length = 0; length < end; length++)
            Assert.Equal(DecodeStatus.Invalid, DescriptorCodec.Decode(whole.AsSpan(0, length)).Status);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<media>")]
    public void Depth_and_size_have_limits(string repeated)
    {
        Assert.Equal(DecodeStatus.Invalid, DescriptorCodec.Decode(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(repeated, 1000)))).Status);
        Assert.Equal(DecodeStatus.Invalid, DescriptorCodec.Decode(new byte[DescriptorCodec.MaxOctets + 1]).Status);
    }

    [Theory]
    [InlineData(900, "900 Success")]
    [InlineData(902, "902 User Cancelled")]
    [InlineData(999, "999")]
    public void A_status_line_is_code_and_text(int code, string line)
    {
        Assert.Equal(line, Encoding.ASCII.GetString(InstallNotifyStatus.Encode(code)));
        Assert.Equal(code, InstallNotifyStatus.Parse(InstallNotifyStatus.Encode(code)));
    }

    [Theory]
    [InlineData("900 Success\r\n", 900)]
    [InlineData("900", 900)]
    [InlineData("954:x", 954)]
    [InlineData("900\r\nspeed=1", 900)]
    [InlineData("9000", null)]
    [InlineData(" 900", null)]
    [InlineData("90", null)]
    [InlineData("", null)]
    public void Of_a_status_line_three_digits_count(string line, int? code)
    {
        Assert.Equal(code, InstallNotifyStatus.Parse(line));
        Assert.Equal(code, InstallNotifyStatus.Parse(Encoding.ASCII.GetBytes(line)));
    }

    private static DownloadDescriptor Read(ReadOnlySpan<byte> xml)
    {
        Decoded<DownloadDescriptor> decoded = DescriptorCodec.Decode(xml);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        return decoded.Value;
    }
}
