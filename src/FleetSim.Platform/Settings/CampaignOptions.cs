namespace FleetSim.Platform.Settings;

/// <summary>The collection of every registered handset, and the repair of wrong values.</summary>
public sealed record CollectOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Part of the registered handsets that are collected, 0 to 1; drawn by handset.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Notifications per second at most.</summary>
    public double RatePerSecond { get; set; } = 400;

    /// <summary>From the registration to the first notification.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    public UiModeShares UiModes { get; set; } = new() { Background = 0.9, Informative = 0.05, NotSpecified = 0.05 };

    /// <summary>URIs read by Get.</summary>
    public IReadOnlyList<string> Nodes { get; set; } = DefaultNodes.All;

    /// <summary>URI to the value it ought to have; another value is repaired by Replace.</summary>
    public IReadOnlyDictionary<string, string> Expected { get; set; } = new Dictionary<string, string>
    {
        ["./Settings/GPRS/CMNet/APN"] = "cmnet",
        ["./Settings/GPRS/CMWap/APN"] = "cmwap",
    };
}

/// <summary>The firmware campaign.</summary>
public sealed record FirmwareOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Part of the handsets with a package for their model, 0 to 1.</summary>
    public double Share { get; set; } = 0.3;

    /// <summary>Notifications per second at most.</summary>
    public double RatePerSecond { get; set; } = 60;

    /// <summary>From the end of the handset's collection to the first notification.</summary>
    public TimeSpan StartAfter { get; set; }

    public UiModeShares UiModes { get; set; } = new() { Background = 0.6, UserInteraction = 0.4 };

    /// <summary>Part of the jobs that ask the user by Alert 1101 before the order, 0 to 1.</summary>
    public double ConfirmShare { get; set; } = 0.5;

    /// <summary>Language of that question.</summary>
    public bool ChineseText { get; set; } = true;

    /// <summary>Options Item of that question, such as "MAXDT=150".</summary>
    public string ConfirmOptions { get; set; } = "MAXDT=150";

    /// <summary>Root of the handset's firmware update object.</summary>
    public string Root { get; set; } = "./FwUpdate";

    /// <summary>Which node is executed.</summary>
    public FirmwareWay Way { get; set; }

    /// <summary>True: PkgURL names the package itself, not its descriptor.</summary>
    public bool DirectDownload { get; set; }

    /// <summary>From the end of a session to the next look at a handset that reports nothing (DM 1.1): State and version tell the result.</summary>
    public TimeSpan PollAfter { get; set; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<PackageOptions> Packages { get; set; } = [];
}

/// <summary>How an update is ordered.</summary>
public enum FirmwareWay
{
    /// <summary>Exec on Download; the handset updates by itself, or waits for Exec on Update.</summary>
    Download,

    /// <summary>Exec on DownloadAndUpdate.</summary>
    DownloadAndUpdate,
}

/// <summary>One firmware package; its content is made from seed, name and version.</summary>
public sealed record PackageOptions
{
    /// <summary>Name in URLs and in the books: letters, digits, '.', '-', '_'.</summary>
    public string Name { get; set; } = "";

    /// <summary>The model it is for, as DevInfo/Mod says it.</summary>
    public string Model { get; set; } = "";

    /// <summary>The version the handset has afterwards, as DevDetail/SwV says it.</summary>
    public string ToVersion { get; set; } = "";

    public int Octets { get; set; } = 262_144;

    public string Vendor { get; set; } = "CMCC";

    /// <summary>Names of packages for the same model that must be there before: all are ordered in one session, each at a firmware update object of its own.</summary>
    public IReadOnlyList<string> Requires { get; set; } = [];
}

/// <summary>Shares of the four UI modes of package #0; together 1.</summary>
public sealed record UiModeShares
{
    public double NotSpecified { get; set; }

    public double Background { get; set; }

    public double Informative { get; set; }

    public double UserInteraction { get; set; }
}

/// <summary>The nodes QB-E-008 wants collected: the four registration items and the leaves of GPRS, WAP, MMS and PIM.</summary>
public static class DefaultNodes
{
    public const string SoftwareVersion = "./DevDetail/SwV";

    public static IReadOnlyList<string> All { get; } =
    [
        "./DevInfo/DevId", "./DevInfo/Man", "./DevInfo/Mod", SoftwareVersion,
        "./Settings/GPRS/CMNet/APN", "./Settings/GPRS/CMNet/UserName", "./Settings/GPRS/CMNet/PassWord",
        "./Settings/GPRS/CMNet/ProxyAddr", "./Settings/GPRS/CMNet/ProxyPortNbr",
        "./Settings/GPRS/CMWap/APN", "./Settings/GPRS/CMWap/UserName", "./Settings/GPRS/CMWap/PassWord",
        "./Settings/GPRS/CMWap/ProxyAddr", "./Settings/GPRS/CMWap/ProxyPortNbr",
        "./Settings/WAP/ConnProfile", "./Settings/WAP/StartPage",
        "./Settings/MMS/MMSC", "./Settings/MMS/ConnProfile",
        "./Settings/PIM/Addr", "./Settings/PIM/AddressBookURI", "./Settings/PIM/CalendarURI",
    ];
}
