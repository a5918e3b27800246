using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Fuzz;

/// <summary>Decoders of management trees, their addresses and access lists, device information and client provisioning.</summary>
internal static class MoreTargets
{
    public static readonly byte[] Tree = """
        <MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Man>Acme</Man><Mod>M1</Mod><Node><NodeName>FwUpdate</NodeName><Path>./</Path>
        <RTProperties><ACL>Get=*&amp;Replace=srv</ACL><Format><node/></Format><Type><DDFName>x:1</DDFName></Type></RTProperties>
        <Node><NodeName>PkgName</NodeName><RTProperties><Format><chr/></Format><Type><MIME>text/plain</MIME></Type></RTProperties><Value><![CDATA[a<b]]></Value></Node></Node></MgmtTree>
        """u8.ToArray();

    private static readonly byte[] Description = """
        <MgmtTree><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName><DFProperties><AccessType><Get/><Replace/></AccessType><DefaultValue>1</DefaultValue>
        <Description>d</Description><DFFormat><int/></DFFormat><Occurrence><ZeroOrN>4</ZeroOrN></Occurrence><Scope><Dynamic/></Scope><DFTitle>t</DFTitle>
        <DFType><MIME>text/plain</MIME></DFType></DFProperties></Node></MgmtTree>
        """u8.ToArray();

    private static readonly byte[] Provisioning = """
        <wap-provisioningdoc version="1.1"><characteristic type="APPLICATION"><parm name="APPID" value="w7"/><parm name="PROVIDER-ID" value="srv"/><parm name="INIT"/>
        <characteristic type="APPADDR"><parm name="ADDR" value="http://dm.example.test/"/><characteristic type="PORT"><parm name="PORTNBR" value="8080"/></characteristic></characteristic>
        <characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="CLIENT"/><parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="u"/><parm name="AAUTHSECRET" value="s &amp; t"/></characteristic></characteristic></wap-provisioningdoc>
        """u8.ToArray();

    private static readonly byte[] DeviceInformation = """
        <DevInf xmlns="syncml:devinf"><VerDTD>1.2</VerDTD><Man>Acme</Man><Mod>M1</Mod><FwV>1</FwV><DevID>IMEI:860206000003972</DevID><DevTyp>phone</DevTyp>
        <UTC/><SupportLargeObjs/><DataStore><SourceRef>./contacts</SourceRef><MaxGUIDSize>32</MaxGUIDSize><Rx-Pref><CTType>text/x-vcard</CTType><VerCT>2.1</VerCT></Rx-Pref></DataStore></DevInf>
        """u8.ToArray();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("tree-xml", [Tree, Description], octets => FuzzAnswer.Of(MgmtTreeCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)) { Reads = ["MgmtTreeCodec.Decode"] },
        new("tree-wbxml", [TreeWbxml(Tree), TreeWbxml(Description)], octets => FuzzAnswer.Of(MgmtTreeCodec.Decode(octets, SyncMlEncoding.Wbxml), octets.Length)) { Reads = ["MgmtTreeCodec.Decode"] },
        new("provisioning-xml", [Provisioning], octets => FuzzAnswer.Of(ProvisioningCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)) { Reads = ["ProvisioningCodec.Decode"] },
        new("provisioning-wbxml", [ProvisioningWbxml()], octets => FuzzAnswer.Of(ProvisioningCodec.Decode(octets, SyncMlEncoding.Wbxml), octets.Length)) { Reads = ["ProvisioningCodec.Decode"] },
        new("acl", ["Add=*&Get=srv+other&Replace=srv"u8.ToArray()], octets => OfText(octets, text => FuzzAnswer.Of(Acl.Parse(text), text.Length))) { Reads = ["Acl.Parse"] },
        new("node-address", ["./FwUpdate/Download/PkgURL?list=StructData"u8.ToArray(), "./A/B?prop=ACL"u8.ToArray()], octets => OfText(octets, text => FuzzAnswer.Of(NodeAddress.Parse(text), text.Length))) { Reads = ["NodeAddress.Parse"] },
        new("devinf-xml", [DeviceInformation], octets => FuzzAnswer.Of(DevInfCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)) { Reads = ["DevInfCodec.Decode"] },
        new("devinf-wbxml", [DeviceInformationWbxml("1.2", 0xA4, 0x03), DeviceInformationWbxml("1.1", 0x9F, 0x52)], octets => FuzzAnswer.Of(DevInfCodec.Decode(octets, SyncMlEncoding.Wbxml), octets.Length)) { Reads = ["DevInfCodec.Decode"] },
    ];

    private static FuzzAnswer OfText(ReadOnlySpan<byte> octets, Func<string, FuzzAnswer> read) => read(System.Text.Encoding.UTF8.GetString(octets));

    public static byte[] TreeWbxml(byte[] xml) => MgmtTreeCodec.Encode(MgmtTreeCodec.Decode(xml, SyncMlEncoding.Xml).Value!, SyncMlEncoding.Wbxml);

    public static byte[] ProvisioningWbxml() => ProvisioningCodec.Encode(ProvisioningCodec.Decode(Provisioning, SyncMlEncoding.Xml).Value!, SyncMlEncoding.Wbxml);

    /// <summary>The tokens one by one, with an octet string among them, which our own writer does not write.</summary>
    private static byte[] DeviceInformationWbxml(string version, params byte[] publicId) =>
    [
        0x02, .. publicId, 0x6A, 0x00, 0x4A, .. Element(0x65, version), .. Element(0x51, "Acme"), .. Element(0x55, "M1"), .. Element(0x4F, "1"), .. Element(0x49, "IMEI:860206000003972"),
        .. Element(0x4B, "phone"), 0x28, 0x2A, 0x47, .. Element(0x5D, "./contacts"), .. Element(0x52, "32"), 0x5A, .. Element(0x46, "text/x-vcard"), .. Element(0x64, "2.1"), 0x01, 0x01,
        0x45, .. Element(0x46, "text/vcard"), .. Element(0x58, "TEL"), 0x5C, 0xC3, 0x02, (byte)'3', (byte)'0', 0x01, 0x01, 0x4E, .. Element(0x66, "X-Acme"), .. Element(0x67, "1"), 0x01, 0x01,
    ];

    private static byte[] Element(byte tag, string text) => [tag, 0x03, .. System.Text.Encoding.UTF8.GetBytes(text), 0x00, 0x01];
}
