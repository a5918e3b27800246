using System.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Texts that nearly every DM message repeats, as ready strings: decoding them allocates nothing.
/// </summary>
internal static class KnownTexts
{
    // The longest of the texts below; longer input needs no look-up.
    private const int Longest = 60;

    private static readonly string[] Texts =
    [
        "1.1", "1.2", "DM/1.1", "DM/1.2",
        "SyncHdr", "Status", "Results", "Alert", "Add", "Replace", "Delete", "Get", "Copy", "Exec", "Atomic", "Sequence",
        "b64", "bin", "bool", "chr", "date", "float", "int", "node", "null", "time", "xml", "true", "false",
        "syncml:auth-basic", "syncml:auth-md5", "syncml:auth-MAC",
        "text/plain", "application/octet-stream", "application/vnd.syncml.dmtnds+xml", "application/vnd.syncml.dmtnds+wbxml",
        "org.openmobilealliance.dm.firmwareupdate.download", "org.openmobilealliance.dm.firmwareupdate.update",
        "org.openmobilealliance.dm.firmwareupdate.downloadandupdate",
        "fatal", "critical", "minor", "warning", "informational", "harmless", "indeterminate",
        ".", "./DevInfo", "./DevInfo/DevId", "./DevInfo/Man", "./DevInfo/Mod", "./DevInfo/DmV", "./DevInfo/Lang",
        "./DevDetail", "./DevDetail/FwV", "./DevDetail/SwV", "./DevDetail/HwV", "./DevDetail/OEM", "./DevDetail/DevTyp", "./DevDetail/LrgObj",
        "./FwUpdate", "./FwUpdate/State", "./FwUpdate/PkgName", "./FwUpdate/PkgVersion", "./FwUpdate/Update",
        "./FwUpdate/Download", "./FwUpdate/Download/PkgURL", "./FwUpdate/DownloadAndUpdate", "./FwUpdate/DownloadAndUpdate/PkgURL",
    ];

    private static readonly Utf8Index Index = new(Texts);

    /// <summary>The text as a string; octets that are no UTF-8 become U+FFFD.</summary>
    public static string String(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length <= 3 && SmallNumber(utf8) is int number) return SmallNumbers.Text(number);
        int known = utf8.Length <= Longest ? Index.Find(utf8) : -1;
        return known >= 0 ? Texts[known] : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The number if the text is its shortest decimal form and the number has a ready string.</summary>
    private static int? SmallNumber(ReadOnlySpan<byte> text)
    {
        int number = 0;
        foreach (byte octet in text)
        {
            int digit = octet - '0';
            if ((uint)digit > 9 || (number == 0 && text.Length > 1 && octet == '0')) return null;
            number = number * 10 + digit;
        }

        return number;
    }
}
