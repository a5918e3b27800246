using FleetSim.Device.Tree;

namespace FleetSim.Device.Objects;

/// <summary>The management objects of a China Mobile handset, as template nodes.</summary>
public static class StandardTree
{
    /// <summary>DevInfo, DevDetail, the operator's settings, self-registration and FUMO in one template.</summary>
    public static TreeTemplate Build(string manufacturer, string model, string hardwareVersion, string language, string fumoRoot) =>
        new([.. DevInfo(manufacturer, model, language), .. DevDetail(hardwareVersion), .. Settings(), .. Fumo(fumoRoot)]);

    /// <summary>urn:oma:mo:oma-dm-devinfo:1.0, read only.</summary>
    private static IEnumerable<TreeNode> DevInfo(string manufacturer, string model, string language) =>
    [
        new("DevInfo", NodeFormat.Node, NodeAccess.Get, null, Type: "urn:oma:mo:oma-dm-devinfo:1.0"),
        new("DevInfo/DevId", NodeFormat.Chr, NodeAccess.Get, null, NodeSource.DeviceId),
        new("DevInfo/Man", NodeFormat.Chr, NodeAccess.Get, manufacturer),
        new("DevInfo/Mod", NodeFormat.Chr, NodeAccess.Get, model),
        new("DevInfo/DmV", NodeFormat.Chr, NodeAccess.Get, "1.2"),
        new("DevInfo/Lang", NodeFormat.Chr, NodeAccess.Get, language),
    ];

    /// <summary>urn:oma:mo:oma-dm-devdetail:1.0, read only.</summary>
    private static IEnumerable<TreeNode> DevDetail(string hardwareVersion) =>
    [
        new("DevDetail", NodeFormat.Node, NodeAccess.Get, null, Type: "urn:oma:mo:oma-dm-devdetail:1.0"),
        new("DevDetail/URI/MaxDepth", NodeFormat.Int, NodeAccess.Get, "8"),
        new("DevDetail/URI/MaxTotLen", NodeFormat.Int, NodeAccess.Get, "127"),
        new("DevDetail/URI/MaxSegLen", NodeFormat.Int, NodeAccess.Get, "32"),
        new("DevDetail/DevTyp", NodeFormat.Chr, NodeAccess.Get, "phone"),
        new("DevDetail/OEM", NodeFormat.Chr, NodeAccess.Get, ""),
        new("DevDetail/FwV", NodeFormat.Chr, NodeAccess.Get, null, NodeSource.SoftwareVersion),
        new("DevDetail/SwV", NodeFormat.Chr, NodeAccess.Get, null, NodeSource.SoftwareVersion),
        new("DevDetail/HwV", NodeFormat.Chr, NodeAccess.Get, hardwareVersion),
        new("DevDetail/LrgObj", NodeFormat.Bool, NodeAccess.Get, "false"),
    ];

    /// <summary>QB-E-008 appendix B: GPRS, WAP, MMS and PIM read and write; the DM bearer and the registration constants read only (CFG-01, REG-18).</summary>
    private static IEnumerable<TreeNode> Settings() =>
    [
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
        new(root, NodeFormat.Node, NodeAccess.Get, null, Type: "urn:oma:mo:oma-fumo:1.0"),
        new(root + "/PkgName", NodeFormat.Chr, NodeAccess.Get, null, NodeSource.FumoPackageName),
        new(root + "/PkgVersion", NodeFormat.Chr, NodeAccess.Get, null, NodeSource.FumoPackageVersion),
        new(root + "/Download", NodeFormat.Node, NodeAccess.GetExec, null),
        new(root + "/Download/PkgURL", NodeFormat.Chr, NodeAccess.GetReplace, ""),
        new(root + "/DownloadAndUpdate", NodeFormat.Node, NodeAccess.GetExec, null),
        new(root + "/DownloadAndUpdate/PkgURL", NodeFormat.Chr, NodeAccess.GetReplace, ""),
        new(root + "/Update", NodeFormat.Node, NodeAccess.GetExec, null),
        new(root + "/Update/PkgData", NodeFormat.Bin, NodeAccess.Replace, ""),
        new(root + "/State", NodeFormat.Int, NodeAccess.Get, null, NodeSource.FumoState),
        new(root + "/Ext", NodeFormat.Node, NodeAccess.Get, null),
    ];

    private static TreeNode Setting(string path, string value) => new("Settings/" + path, NodeFormat.Chr, NodeAccess.GetReplace, value);

    private static TreeNode Constant(string path, string value) => new("Settings/" + path, NodeFormat.Chr, NodeAccess.Get, value);
}
