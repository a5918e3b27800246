using System.Diagnostics;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Bootstrap;

/// <summary>Debian's wbxml2xml and xml2wbxml (package libwbxml2-utils) over provisioning documents.</summary>
[Trait("needs", "libwbxml")]
[Trait("spec", "OMA-WAP-TS-ProvCont-V1_1, WBXML Encoding")]
public sealed class LibwbxmlProvisioningTests : IDisposable
{
    private readonly string _folder;

    public LibwbxmlProvisioningTests()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, "wbxml2xml"))), "wbxml2xml and xml2wbxml are not installed (Debian package libwbxml2-utils)");
        _folder = Directory.CreateTempSubdirectory("fleetsim-provisioning-").FullName;
    }

    [Fact]
    public void It_reads_our_WBXML_to_the_same_document() => AssertPeer("wbxml2xml", SyncMlEncoding.Wbxml, SyncMlEncoding.Xml, BootstrapPushTests.Document);

    [Fact]
    public void It_writes_our_XML_as_WBXML_that_we_read_to_the_same_document() => AssertPeer("xml2wbxml", SyncMlEncoding.Xml, SyncMlEncoding.Wbxml, BootstrapPushTests.Document);

    [Theory]
    [InlineData("prov-001.xml")]
    [InlineData("prov-003.xml")]
    public void The_vectors_go_both_ways(string name)
    {
        ProvisioningDocument document = ProvisioningCodec.Decode(SyncMl.TestFiles.Vector("libwbxml/" + name), SyncMlEncoding.Xml).Value!;
        AssertPeer("wbxml2xml", SyncMlEncoding.Wbxml, SyncMlEncoding.Xml, document);
        AssertPeer("xml2wbxml", SyncMlEncoding.Xml, SyncMlEncoding.Wbxml, document);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void AssertPeer(string program, SyncMlEncoding from, SyncMlEncoding to, ProvisioningDocument document)
    {
        string input = Path.Combine(_folder, "in");
        string output = Path.Combine(_folder, "out");
        File.WriteAllBytes(input, ProvisioningCodec.Encode(document, from));
        using Process process = Process.Start(new ProcessStartInfo(program, ["-o", output, input]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: exit {process.ExitCode}, {said}");
        Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(File.ReadAllBytes(output), to);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        Assert.Equal(document, decoded.Value);
    }
}
