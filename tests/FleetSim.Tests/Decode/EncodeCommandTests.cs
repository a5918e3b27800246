namespace FleetSim.Tests.Decode;

public sealed class EncodeCommandTests
{
    [Theory]
    [InlineData("package-1")]
    [InlineData("package-2")]
    [InlineData("package-3")]
    public void Xml_becomes_the_golden_wbxml(string name)
    {
        CommandLineRun run = CommandLineRun.Of("encode", SampleFiles.Golden($"syncml/{name}.xml"), "--output", "hex");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Convert.ToHexString(File.ReadAllBytes(SampleFiles.Golden($"syncml/{name}.wbxml"))), run.Output.Trim());
    }

    [Fact]
    public void Wbxml_becomes_xml_and_comes_back()
    {
        byte[] wbxml = File.ReadAllBytes(SampleFiles.Golden("syncml/package-2.wbxml"));
        byte[] xml = Convert.FromBase64String(CommandLineRun.On(wbxml, "encode", "--output", "base64", "--namespaces", "None").Output);
        Assert.DoesNotContain("xmlns", System.Text.Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(wbxml), CommandLineRun.On(xml, "encode", "--output", "hex").Output.Trim());
    }

    [Fact]
    public void A_style_shows_in_the_octets()
    {
        string file = SampleFiles.Golden("syncml/package-1.xml");
        string plain = CommandLineRun.Of("encode", file, "--output", "hex").Output;
        string styled = CommandLineRun.Of("encode", file, "--output", "hex", "--wbxml-version", "3", "--public-id", "Text", "--string-table", "Repeated").Output;
        Assert.StartsWith("02A401", plain, StringComparison.Ordinal);
        Assert.StartsWith("0300", styled, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_one_form_only_is_refused()
    {
        CommandLineRun run = CommandLineRun.On("IMEI:860206000003972/1"u8.ToArray(), "encode");
        Assert.Equal((1, "registration: has no other wire form\n"), (run.Code, run.Error));
    }

    [Fact]
    public void A_broken_document_is_refused_with_its_position() =>
        Assert.Equal((1, "syncml-xml: octet 4: the root element is not SyncML\n"), Outcome(CommandLineRun.On("<a/>"u8.ToArray(), "encode")));

    private static (int Code, string Error) Outcome(CommandLineRun run) => (run.Code, run.Error);
}
