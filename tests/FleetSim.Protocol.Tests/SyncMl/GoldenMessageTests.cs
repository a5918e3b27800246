using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>tests/golden/syncml: messages written by hand, every field expected.</summary>
[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 6")]
[Trait("spec", "OMA-TS-SyncML_MetaInfo-V1_2_2")]
public sealed class GoldenMessageTests
{
    public static readonly string[] Canonical = ["package-1", "package-2", "package-3", "firmware-report", "firmware-report-dm11"];

    public static TheoryData<string> CanonicalNames => [.. Canonical];

    public static TheoryData<string> AllNames => [.. Canonical, "astray"];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Every_field_of_the_XML_is_read(string name)
    {
        string actual = ModelText.Of(Message(name));
        Refresh($"{name}.expected.txt", Encoding.UTF8.GetBytes(actual));
        Assert.Equal(Encoding.UTF8.GetString(TestFiles.Golden($"syncml/{name}.expected.txt")), actual);
    }

    [Theory]
    [MemberData(nameof(CanonicalNames))]
    public void The_WBXML_of_it_is_written_octet_by_octet(string name)
    {
        byte[] actual = SyncMlCodec.Encode(Message(name), SyncMlEncoding.Wbxml);
        Refresh($"{name}.wbxml", actual);
        Assert.Equal(TestFiles.Golden($"syncml/{name}.wbxml"), actual);
    }

    [Theory]
    [MemberData(nameof(CanonicalNames))]
    public void The_WBXML_of_it_gives_the_same_message(string name) =>
        Assert.Equal(ModelText.Of(Message(name)), ModelText.Of(Read.Message(TestFiles.Golden($"syncml/{name}.wbxml"), SyncMlEncoding.Wbxml)));

    [Theory]
    [MemberData(nameof(CanonicalNames))]
    public void Written_as_XML_it_is_the_file_without_its_indentation(string name)
    {
        string[] lines = Encoding.UTF8.GetString(TestFiles.Golden($"syncml/{name}.xml")).Split('\n');
        Assert.Equal(string.Concat(lines.Select(line => line.Trim())), Encoding.UTF8.GetString(SyncMlCodec.Encode(Message(name), SyncMlEncoding.Xml)));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void In_UTF_16_it_is_the_same_message(string name)
    {
        string xml = Encoding.UTF8.GetString(TestFiles.Golden($"syncml/{name}.xml"));
        string expected = ModelText.Of(Message(name));
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(expected, ModelText.Of(Read.Message(encoding.GetBytes(xml), SyncMlEncoding.Xml)));
            byte[] marked = [.. encoding.GetPreamble(), .. encoding.GetBytes(xml.TrimEnd())];
            Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(marked, SyncMlEncoding.Xml);
            Assert.Equal(expected, ModelText.Of(decoded.Value!));
            if (name != "astray") Assert.Equal(marked.Length, decoded.Consumed);
        }
    }

    [Fact]
    public void What_was_passed_over_is_counted()
    {
        Assert.True(SyncMlCodec.Decode(TestFiles.Golden("syncml/astray.xml"), SyncMlEncoding.Xml, null, out SyncMlOddities oddities).IsDone);
        Assert.Equal(new SyncMlOddities(UnknownElements: 1, UnsupportedCommands: 1, BareAmpersands: 2, TrailingOctets: "<!-- the end -->".Length), oddities);
    }

    [Theory]
    [MemberData(nameof(CanonicalNames))]
    public void Every_shortened_form_is_refused(string name)
    {
        Shorten(TestFiles.Golden($"syncml/{name}.xml"), SyncMlEncoding.Xml);
        Shorten(TestFiles.Golden($"syncml/{name}.wbxml"), SyncMlEncoding.Wbxml);
    }

    internal static SyncMlMessage Message(string name) => Read.Message(TestFiles.Golden($"syncml/{name}.xml"), SyncMlEncoding.Xml, name);

    private static void Shorten(byte[] octets, SyncMlEncoding encoding)
    {
        int whole = SyncMlCodec.Decode(octets, encoding).Consumed;
        for (int length = 0; length < whole; length++) Read.Refused(octets.AsSpan(0, length), encoding);
    }

    private static void Refresh(string name, byte[] octets)
    {
        if (Environment.GetEnvironmentVariable("FLEETSIM_REFRESH_GOLDENS") != "1") return;
        Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
        File.WriteAllBytes(Path.Combine(TestFiles.GoldenFolder("syncml"), name), octets);
    }
}
