using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Support;

/// <summary>The management objects of a China Mobile handset as template nodes: the tree of most tests, apart from the models that ship.</summary>
internal static class StandardTree
{
    private const AccessTypes GetReplace = AccessTypes.Get | AccessTypes.Replace;

    /// <summary>DevInfo, DevDetail, the operator's settings, self-registration and FUMO in one template.</summary>
    public static TreeTemplate Build(string manufacturer, string model, string hardwareVersion, string language, string fumoRoot) =>
        new([.. DevInfo(manufacturer, model, language), .. DevDetail(hardwareVersion), .. Settings(), .. Fumo(fumoRoot)]);

    /// <summary>urn:oma:mo:oma-dm-devinfo:1.0, read only.</summary>
    private static IEnumerable<TreeNode> DevInfo(string manufacturer, string model, string language) =>
    [
        Node("DevInfo", NodeFormat.Node, AccessTypes.Get, null, type: "urn:oma:mo:oma-dm-devinfo:1.0"),
        Node("DevInfo/DevId", NodeFormat.Chr, AccessTypes.Get, null, source: NodeSource.DeviceId),
        Node("DevInfo/Man", NodeFormat.Chr, AccessTypes.Get, manufacturer),
        Node("DevInfo/Mod", NodeFormat.Chr, AccessTypes.Get, model),
        Node("DevInfo/DmV", NodeFormat.Chr, AccessTypes.Get, "1.2"),
        Node("DevInfo/Lang", NodeFormat.Chr, AccessTypes.Get, language),
    ];

    /// <summary>urn:oma:mo:oma-dm-devdetail:1.0, read only.</summary>
    private static IEnumerable<TreeNode> DevDetail(string hardwareVersion) =>
    [
        Node("DevDetail", NodeFormat.Node, AccessTypes.Get, null, type: "urn:oma:mo:oma-dm-devdetail:1.0"),
        Node("DevDetail/URI/MaxDepth", NodeFormat.Int, AccessTypes.Get, "8"),
        Node("DevDetail/URI/MaxTotLen", NodeFormat.Int, AccessTypes.Get, "127"),
        Node("DevDetail/URI/MaxSegLen", NodeFormat.Int, AccessTypes.Get, "32"),
        Node("DevDetail/DevTyp", NodeFormat.Chr, AccessTypes.Get, "phone"),
        Node("DevDetail/OEM", NodeFormat.Chr, AccessTypes.Get, ""),
        Node("DevDetail/FwV", NodeFormat.Chr, AccessTypes.Get, null, source: NodeSource.SoftwareVersion),
        Node("DevDetail/SwV", NodeFormat.Chr, AccessTypes.Get, null, source: NodeSource.SoftwareVersion),
        Node("DevDetail/HwV", NodeFormat.Chr, AccessTypes.Get, hardwareVersion),
        Node("DevDetail/LrgObj", NodeFormat.Bool, AccessTypes.Get, "false"),
    ];

    /// <summary>QB-E-008 appendix B: GPRS, WAP, MMS and PIM read and write; the DM bearer and the registration constants read only (CFG-01, REG-18).</summary>
    private static IEnumerable<TreeNode> Settings() =>
    [
        Node("Settings", NodeFormat.Node, AccessTypes.Get, null) with { Acl = "Get=*&Replace=*" },
        Constant("DM/ConnProfile", "CMCC DM"), Constant("DM/APN", "cmdm"), Constant("DM/Proxy", ""), Constant("DM/Port", ""),
        Constant("SR/SRNumber", Protocol.Sms.RegistrationText.ServiceNumber), Constant("SR/SRPort", "16998"),
        Setting("GPRS/CMNet/APN", "cmnet"), Setting("GPRS/CMNet/UserName", ""), Setting("GPRS/CMNet/PassWord", ""),
        Setting("GPRS/CMNet/ProxyAddr", ""), Setting("GPRS/CMNet/ProxyPortNbr", ""),
        Setting("GPRS/CMWap/APN", "cmwap"), Setting("GPRS/CMWap/UserName", ""), Setting("GPRS/CMWap/PassWord", ""),
        Setting("GPRS/CMWap/ProxyAddr", "10.0.0.172"), Setting("GPRS/CMWap/ProxyPortNbr", "80"),
        Setting("WAP/ConnProfile", "cmwap"), Setting("WAP/StartPage", "http://wap.monternet.com"),
        Setting("MMS/MMSC", "http://mmsc.monternet.com"), Setting("MMS/ConnProfile", "cmwap"),
        Setting("PIM/Addr", "http://pim.monternet.com"), Setting("PIM/AddressBookURI", "./Contact"), Setting("PIM/CalendarURI", "./Calendar"),
    ];

    /// <summary>urn:oma:mo:oma-fumo:1.0. Spec: OMA-TS-DM-FUMO-V1_0, 5.</summary>
    private static IEnumerable<TreeNode> Fumo(string root) =>
    [
        Node(root, NodeFormat.Node, AccessTypes.Get, null, type: "urn:oma:mo:oma-fumo:1.0") with { Acl = "Exec=*&Get=*&Replace=*" },
        Node(root + "/PkgName", NodeFormat.Chr, AccessTypes.Get, null, source: NodeSource.FumoPackageName),
        Node(root + "/PkgVersion", NodeFormat.Chr, AccessTypes.Get, null, source: NodeSource.FumoPackageVersion),
        Node(root + "/Download", NodeFormat.Node, AccessTypes.Get | AccessTypes.Exec, null),
        Node(root + "/Download/PkgURL", NodeFormat.Chr, GetReplace, ""),
        Node(root + "/DownloadAndUpdate", NodeFormat.Node, AccessTypes.Get | AccessTypes.Exec, null),
        Node(root + "/DownloadAndUpdate/PkgURL", NodeFormat.Chr, GetReplace, ""),
        Node(root + "/Update", NodeFormat.Node, AccessTypes.Get | AccessTypes.Exec, null),
        Node(root + "/Update/PkgData", NodeFormat.Bin, AccessTypes.Replace, ""),
        Node(root + "/State", NodeFormat.Int, AccessTypes.Get, null, source: NodeSource.FumoState),
        Node(root + "/Ext", NodeFormat.Node, AccessTypes.Get, null),
    ];

    private static TreeNode Setting(string path, string value) => Node("Settings/" + path, NodeFormat.Chr, GetReplace, value);

    private static TreeNode Constant(string path, string value) => Node("Settings/" + path, NodeFormat.Chr, AccessTypes.Get, value);

    private static TreeNode Node(string path, NodeFormat format, AccessTypes access, string? value, NodeSource source = NodeSource.Stored, string? type = null) =>
        new() { Path = path, Format = format, Access = access, Default = value, Source = source, Type = type };
}
