using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Support;

/// <summary>The handset, the SIMs and the account that most tests use: those of the vectors in cmcc.md, 11.</summary>
internal static class Samples
{
    public const string Manufacturer = "Hisense";
    public const string ModelName = "TS7032";
    public const string FactoryVersion = "TI7.2.01.22.00";
    public const string DmAddress = "http://dm.test:7001/dm";

    public static readonly Imei Imei = new(860206000003972);
    public static readonly Sim HomeSim = new(0, new Imsi(460001234567890));
    public static readonly Sim OtherHomeSim = new(1, new Imsi(460029876543210));
    public static readonly Sim UnicomSim = new(2, new Imsi(460011234567890));
    public static readonly Sim TelecomSim = new(3, new Imsi(460031234567890));

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly HandsetModel Xml = Model(SyncMlEncoding.Xml, decimalIds: false);
    public static readonly HandsetModel Wbxml = Model(SyncMlEncoding.Wbxml, decimalIds: true);

    public static TerminalSettings Settings(params FirmwarePackage[] packages) => new()
    {
        Account = new PresetAccount { Address = DmAddress },
        Packages = new PackageMap(packages),
    };

    /// <summary>The XML handset with these nodes, and all below them, open to every server: the other position of D1 and D7.</summary>
    public static HandsetModel Writable(string path) => Xml with
    {
        Tree = new TreeTemplate(Xml.Tree.Nodes.Select(n => (n.Path + "/").StartsWith(path + "/", StringComparison.Ordinal) ? n with { Access = AccessTypes.Get | AccessTypes.Replace, Acl = "Get=*&Replace=*" } : n)),
    };

    /// <summary>A model with one more FUMO object, ./Modem.</summary>
    public static readonly HandsetModel TwoObjects = Xml with
    {
        Tree = new TreeTemplate([.. Xml.Tree.Nodes, .. Xml.Tree.Nodes.Where(n => n.Path.Split('/')[0] == "FwUpdate").Select(n => n with { Path = "Modem" + n.Path["FwUpdate".Length..] })]),
    };

    public static HandsetModel With(FirmwareBehaviour firmware) => Xml with { Firmware = firmware };

    public static HandsetModel Model(SyncMlEncoding encoding, bool decimalIds, string fumoRoot = "FwUpdate") => new()
    {
        Id = "sample", Manufacturer = Manufacturer, Model = ModelName, SoftwareVersion = FactoryVersion,
        Dm = new DmBehaviour { Encoding = encoding, SessionId = decimalIds ? SessionIdForm.Decimal : SessionIdForm.Hex }, FumoRoot = fumoRoot, Tree = StandardTree.Build(Manufacturer, ModelName, "1.0", "zh-CN", fumoRoot),
    };
}
