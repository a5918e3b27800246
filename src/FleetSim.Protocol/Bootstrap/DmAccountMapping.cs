using System.Globalization;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>
/// From a provisioning document to accounts and back. Spec: OMA-TS-DM_Bootstrap-V1_2_1, 5.3 (w7):
/// <code>
/// APPLICATION APPID w7      PROVIDER-ID -> ServerID, NAME -> Name, TO-NAPID and TO-PROXY -> ToConRef/x/ConRef, ADDR -> AppAddr (old form)
///   APPADDR                 ADDR, ADDRTYPE -> AppAddr/x/Addr, AddrType
///     PORT                  PORTNBR -> AppAddr/x/Port/x/PortNbr
///   APPAUTH                 AAUTHLEVEL APPSRV -> CLCRED, CLIENT -> SRVCRED; AAUTHTYPE, AAUTHNAME, AAUTHSECRET, AAUTHDATA
/// </code>
/// </summary>
public static class DmAccountMapping
{
    public const string ApplicationId = "w7";

    /// <summary>Every w7 application that names its server, in order.</summary>
    public static IReadOnlyList<DmAccount> Accounts(ProvisioningDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.OfType("APPLICATION").Where(a => a["APPID"] == ApplicationId && !string.IsNullOrEmpty(a["PROVIDER-ID"])).Select(Account)];
    }

    /// <summary>Every NAPDEF that has an id, in order.</summary>
    public static IReadOnlyList<NetworkAccessPoint> AccessPoints(ProvisioningDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.OfType("NAPDEF").Where(napdef => napdef["NAPID"] is not null).Select(AccessPoint)];
    }

    /// <summary>The w7 application of an account.</summary>
    public static Characteristic Application(DmAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new("APPLICATION",
        [
            new("APPID", ApplicationId),
            new("PROVIDER-ID", account.ServerId),
            .. Optional("NAME", account.Name),
            .. account.Connections.Select(id => new Parm("TO-NAPID", id)),
            .. Optional("AAUTHPREF", account.PreferredAuthentication),
        ], [.. account.Addresses.Select(AppAddr), .. account.Credentials.Select(AppAuth)]);
    }

    private static DmAccount Account(Characteristic application) => new()
    {
        ServerId = application["PROVIDER-ID"]!,
        Name = application["NAME"],
        PreferredAuthentication = application["AAUTHPREF"],
        Connections = [.. application.All("TO-NAPID"), .. application.All("TO-PROXY")],
        Addresses = [.. application.All("ADDR").Select(address => new DmAddress(address, "URI", [])), .. application.OfType("APPADDR").Select(Address)],
        Credentials = [.. application.OfType("APPAUTH").Select(Credential)],
    };

    private static DmAddress Address(Characteristic address) =>
        new(address["ADDR"] ?? "", address["ADDRTYPE"] is { Length: > 0 } type ? TreeAddressType(type) : "URI", [.. address.OfType("PORT").SelectMany(Ports)]);

    private static IEnumerable<int> Ports(Characteristic port)
    {
        foreach (string text in port.All("PORTNBR"))
        {
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)) yield return number;
        }
    }

    private static DmCredential Credential(Characteristic auth) =>
        new(TreeLevel(auth["AAUTHLEVEL"] ?? ""), auth["AAUTHTYPE"], auth["AAUTHNAME"], auth["AAUTHSECRET"], auth["AAUTHDATA"]);

    private static NetworkAccessPoint AccessPoint(Characteristic napdef)
    {
        Characteristic? auth = napdef.OfType("NAPAUTHINFO").FirstOrDefault();
        return new(
            napdef["NAPID"]!, napdef["NAME"], napdef["BEARER"], napdef["NAP-ADDRESS"], napdef["NAP-ADDRTYPE"], auth?["AUTHTYPE"], auth?["AUTHNAME"], auth?["AUTHSECRET"]);
    }

    private static Characteristic AppAddr(DmAddress address) => new("APPADDR",
        [new("ADDR", address.Address), .. address.AddressType == "URI" ? [] : Optional("ADDRTYPE", address.AddressType.ToUpperInvariant())],
        [.. address.Ports.Select(port => new Characteristic("PORT", [new("PORTNBR", port.ToString(CultureInfo.InvariantCulture))], []))]);

    private static Characteristic AppAuth(DmCredential credential) => new("APPAUTH",
        [
            new("AAUTHLEVEL", DocumentLevel(credential.Level)),
            .. Optional("AAUTHTYPE", credential.Type),
            .. Optional("AAUTHNAME", credential.Name),
            .. Optional("AAUTHSECRET", credential.Secret),
            .. Optional("AAUTHDATA", credential.Data),
        ], []);

    private static string TreeLevel(string level) => level switch { "APPSRV" => "CLCRED", "CLIENT" => "SRVCRED", _ => level };

    private static string DocumentLevel(string level) => level switch { "CLCRED" => "APPSRV", "SRVCRED" => "CLIENT", _ => level };

    private static string TreeAddressType(string type) => type switch { "IPV4" => "IPv4", "IPV6" => "IPv6", _ => type };

    private static IEnumerable<Parm> Optional(string name, string? value) => value is null ? [] : [new Parm(name, value)];
}
