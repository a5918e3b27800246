using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Fuzz;

/// <summary>Decoders of management trees, their addresses and access lists, device information and client provisioning.</summary>
internal static class MoreTargets
{
    private static readonly byte[] Tree = """
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
        new("tree-xml", [Tree, Description], octets => FuzzAnswer.Of(MgmtTreeCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)),
        new("tree-wbxml", [TreeWbxml(Tree), TreeWbxml(Description)], octets => FuzzAnswer.Of(MgmtTreeCodec.Decode(octets, SyncMlEncoding.Wbxml), octets.Length)),
        new("provisioning-xml", [Provisioning], octets => FuzzAnswer.Of(ProvisioningCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)),
        new("provisioning-wbxml", [ProvisioningWbxml()], octets => FuzzAnswer.Of(ProvisioningCodec.Decode(octets, SyncMlEncoding.Wbxml), octets.Length)),
        new("acl", ["Add=*&Get=srv+other&Replace=srv"u8.ToArray()], octets => OfText(octets, text => FuzzAnswer.Of(Acl.Parse(text), text.Length))),
        new("node-address", ["./FwUpdate/Download/PkgURL?list=StructData"u8.ToArray(), "./A/B?prop=ACL"u8.ToArray()], octets => OfText(octets, text => FuzzAnswer.Of(NodeAddress.Parse(text), text.Length))),
        new("devinf-xml", [DeviceInformation], octets => FuzzAnswer.Of(DevInfCodec.Decode(octets, SyncMlEncoding.Xml), octets.Length)),
    ];

    private static FuzzAnswer OfText(ReadOnlySpan<byte> octets, Func<string, FuzzAnswer> read) => read(System.Text.Encoding.UTF8.GetString(octets));

    private static byte[] TreeWbxml(byte[] xml) => MgmtTreeCodec.Encode(MgmtTreeCodec.Decode(xml, SyncMlEncoding.Xml).Value!, SyncMlEncoding.Wbxml);

    private static byte[] ProvisioningWbxml() => ProvisioningCodec.Encode(ProvisioningCodec.Decode(Provisioning, SyncMlEncoding.Xml).Value!, SyncMlEncoding.Wbxml);
}
