using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>vectors/wbxml-samples: the same message as XML and as WBXML written by libwbxml gives the same model.</summary>
[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 5.2")]
public sealed class WbxmlSampleTests
{
    [Theory]
    [InlineData("01-dm12-pkg1-ns", ".wbxml", ".anon.wbxml", ".nostrtbl.wbxml", ".libwbxml.rt.xml")]
    [InlineData("02-dm12-pkg1-doctype", ".wbxml")]
    [InlineData("03-dm12-pkg2-get-replace-exec", ".wbxml", ".anon.wbxml", ".nostrtbl.wbxml", ".libwbxml.rt.xml")]
    [InlineData("04-dm12-generic-alert-1226", ".wbxml", ".libwbxml.rt.xml")]
    [InlineData("05-dm12-bin-moredata", ".wbxml")]
    [InlineData("06-dm12-cdata-xml", ".wbxml")]
    [InlineData("07-dm12-alert1101-utf8", ".wbxml")]
    [InlineData("08-dm12-atomic-sequence", ".wbxml")]
    [InlineData("09-dm11-pkg1-ns", ".wbxml", ".anon.wbxml", ".nostrtbl.wbxml")]
    [InlineData("10-dm11-pkg1-doctype", ".wbxml")]
    [InlineData("11-dm12-no-ns", ".wbxml")]
    [InlineData("12-dm12-unknown-element", ".wbxml")]
    [InlineData("13-dm12-upper-metinf-ns", ".wbxml")]
    [InlineData("14-dm12-unqualified-meta", ".wbxml")]
    [InlineData("15-dm11-1.0doctype-nsmismatch", ".wbxml")]
    [InlineData("16-dm12-devinf-results", ".wbxml")]
    public void Both_wire_forms_give_the_same_message(string name, params string[] others)
    {
        string expected = ModelText.Of(Decode(name + ".xml"));
        foreach (string other in others) Assert.Equal(expected, ModelText.Of(Decode(name + other)));
    }

    [Fact]
    public void The_sample_package_2_is_read_to_the_last_field()
    {
        Assert.Equal(
            """
            SyncHdr 1.2 DM/1.2 session=4660 msg=1 target=http://127.0.0.1:8080/dm source=IMEI:490154203237518(dev1) cred( meta( format=b64 type=syncml:auth-md5) "Zz6EivR3yeaaENcRN6lpAQ==") meta( maxMsg=16384 maxObj=1048576)
            Status 1 msgRef=1 cmdRef=0 cmd=SyncHdr targets=[http://127.0.0.1:8080/dm] sources=[IMEI:490154203237518] chal(syncml:auth-md5,b64,Tm9uY2UxMjM=) code=212
            Get 2
              Item target=./DevDetail/FwV
            Replace 3
              Item target=./FwUpdate/Pkg1/DownloadAndUpdate/PkgURL meta( format=chr) data="http://127.0.0.1:8081/fw.bin?a=1&b=2"
            Exec 4 correlator=c-77
              Item target=./FwUpdate/Pkg1/DownloadAndUpdate
            Final

            """.ReplaceLineEndings("\n"),
            ModelText.Of(Decode("03-dm12-pkg2-get-replace-exec.wbxml")));
    }

    [Theory]
    [InlineData("12-dm12-unknown-element.xml", SyncMlEncoding.Xml)]
    [InlineData("12-dm12-unknown-element.wbxml", SyncMlEncoding.Wbxml)]
    public void An_unknown_element_is_skipped_and_counted(string name, SyncMlEncoding encoding)
    {
        Assert.True(SyncMlCodec.Decode(TestFiles.Vector("wbxml-samples/" + name), encoding, null, out SyncMlOddities oddities).IsDone);
        Assert.Equal(1, oddities.UnknownElements);
    }

    private static SyncMlMessage Decode(string name) => Read.Message(TestFiles.Vector("wbxml-samples/" + name), name);
}
