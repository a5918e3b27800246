namespace FleetSim.Protocol.Bootstrap;

/// <summary>
/// The WBXML tokens of provisioning documents. Spec: OMA-WAP-TS-ProvCont-V1_1, WBXML Encoding (public id 0x0B). Tags: 05 wap-provisioningdoc,
/// 06 characteristic, 07 parm, the latter two on page 1 as well. Attribute starts and values have a page of their own, switched inside attributes.
/// </summary>
internal static class ProvisioningTokens
{
    public const int PublicId = 0x0B;
    public const string FormalId = "-//WAPFORUM//DTD PROV 1.0//EN";

    public const byte Root = 0x05;
    public const byte Characteristic = 0x06;
    public const byte Parm = 0x07;

    public const byte Name = 0x05;
    public const byte Value = 0x06;
    public const byte Version = 0x45;
    public const byte Version10 = 0x46;
    public const byte Type = 0x50;

    /// <summary>Attribute starts name="...", page 0 and page 1.</summary>
    public static readonly (byte Token, string Text)[][] Names =
    [
        [
            (0x07, "NAME"), (0x08, "NAP-ADDRESS"), (0x09, "NAP-ADDRTYPE"), (0x0A, "CALLTYPE"), (0x0B, "VALIDUNTIL"), (0x0C, "AUTHTYPE"),
            (0x0D, "AUTHNAME"), (0x0E, "AUTHSECRET"), (0x0F, "LINGER"), (0x10, "BEARER"), (0x11, "NAPID"), (0x12, "COUNTRY"), (0x13, "NETWORK"),
            (0x14, "INTERNET"), (0x15, "PROXY-ID"), (0x16, "PROXY-PROVIDER-ID"), (0x17, "DOMAIN"), (0x18, "PROVURL"), (0x19, "PXAUTH-TYPE"),
            (0x1A, "PXAUTH-ID"), (0x1B, "PXAUTH-PW"), (0x1C, "STARTPAGE"), (0x1D, "BASAUTH-ID"), (0x1E, "BASAUTH-PW"), (0x1F, "PUSHENABLED"),
            (0x20, "PXADDR"), (0x21, "PXADDRTYPE"), (0x22, "TO-NAPID"), (0x23, "PORTNBR"), (0x24, "SERVICE"), (0x25, "LINKSPEED"), (0x26, "DNLINKSPEED"),
            (0x27, "LOCAL-ADDR"), (0x28, "LOCAL-ADDRTYPE"), (0x29, "CONTEXT-ALLOW"), (0x2A, "TRUST"), (0x2B, "MASTER"), (0x2C, "SID"), (0x2D, "SOC"),
            (0x2E, "WSP-VERSION"), (0x2F, "PHYSICAL-PROXY-ID"), (0x30, "CLIENT-ID"), (0x31, "DELIVERY-ERR-SDU"), (0x32, "DELIVERY-ORDER"),
            (0x33, "TRAFFIC-CLASS"), (0x34, "MAX-SDU-SIZE"), (0x35, "MAX-BITRATE-UPLINK"), (0x36, "MAX-BITRATE-DNLINK"), (0x37, "RESIDUAL-BER"),
            (0x38, "SDU-ERROR-RATIO"), (0x39, "TRAFFIC-HANDL-PRIO"), (0x3A, "TRANSFER-DELAY"), (0x3B, "GUARANTEED-BITRATE-UPLINK"),
            (0x3C, "GUARANTEED-BITRATE-DNLINK"), (0x3D, "PXADDR-FQDN"), (0x3E, "PROXY-PW"), (0x3F, "PPGAUTH-TYPE"), (0x47, "PULLENABLED"),
            (0x48, "DNS-ADDR"), (0x49, "MAX-NUM-RETRY"), (0x4A, "FIRST-RETRY-TIMEOUT"), (0x4B, "REREG-THRESHOLD"), (0x4C, "T-BIT"), (0x4E, "AUTH-ENTITY"),
            (0x4F, "SPI"),
        ],
        [
            (0x07, "NAME"), (0x14, "INTERNET"), (0x1C, "STARTPAGE"), (0x22, "TO-NAPID"), (0x23, "PORTNBR"), (0x24, "SERVICE"), (0x2E, "AACCEPT"),
            (0x2F, "AAUTHDATA"), (0x30, "AAUTHLEVEL"), (0x31, "AAUTHNAME"), (0x32, "AAUTHSECRET"), (0x33, "AAUTHTYPE"), (0x34, "ADDR"),
            (0x35, "ADDRTYPE"), (0x36, "APPID"), (0x37, "APROTOCOL"), (0x38, "PROVIDER-ID"), (0x39, "TO-PROXY"), (0x3A, "URI"), (0x3B, "RULE"),
        ],
    ];

    /// <summary>Attribute starts type="...", page 0 and page 1.</summary>
    public static readonly (byte Token, string Text)[][] Types =
    [
        [
            (0x51, "PXLOGICAL"), (0x52, "PXPHYSICAL"), (0x53, "PORT"), (0x54, "VALIDITY"), (0x55, "NAPDEF"), (0x56, "BOOTSTRAP"), (0x57, "VENDORCONFIG"),
            (0x58, "CLIENTIDENTITY"), (0x59, "PXAUTHINFO"), (0x5A, "NAPAUTHINFO"), (0x5B, "ACCESS"),
        ],
        [
            (0x53, "PORT"), (0x55, "APPLICATION"), (0x56, "APPADDR"), (0x57, "APPAUTH"), (0x58, "CLIENTIDENTITY"), (0x59, "RESOURCE"),
        ],
    ];

    /// <summary>Attribute values, page 0 and page 1. On page 1 some are pieces: 91 92 is HTTP-BASIC.</summary>
    public static readonly (byte Token, string Text)[][] Values =
    [
        [
            (0x85, "IPV4"), (0x86, "IPV6"), (0x87, "E164"), (0x88, "ALPHA"), (0x89, "APN"), (0x8A, "SCODE"), (0x8B, "TETRA-ITSI"), (0x8C, "MAN"),
            (0x90, "ANALOG-MODEM"), (0x91, "V.120"), (0x92, "V.110"), (0x93, "X.31"), (0x94, "BIT-TRANSPARENT"),
            (0x95, "DIRECT-ASYNCHRONOUS-DATA-SERVICE"), (0x9A, "PAP"), (0x9B, "CHAP"), (0x9C, "HTTP-BASIC"), (0x9D, "HTTP-DIGEST"), (0x9E, "WTLS-SS"),
            (0x9F, "MD5"), (0xA2, "GSM-USSD"), (0xA3, "GSM-SMS"), (0xA4, "ANSI-136-GUTS"), (0xA5, "IS-95-CDMA-SMS"), (0xA6, "IS-95-CDMA-CSD"),
            (0xA7, "IS-95-CDMA-PACKET"), (0xA8, "ANSI-136-CSD"), (0xA9, "ANSI-136-GPRS"), (0xAA, "GSM-CSD"), (0xAB, "GSM-GPRS"), (0xAC, "AMPS-CDPD"),
            (0xAD, "PDC-CSD"), (0xAE, "PDC-PACKET"), (0xAF, "IDEN-SMS"), (0xB0, "IDEN-CSD"), (0xB1, "IDEN-PACKET"), (0xB2, "FLEX/REFLEX"),
            (0xB3, "PHS-SMS"), (0xB4, "PHS-CSD"), (0xB5, "TETRA-SDS"), (0xB6, "TETRA-PACKET"), (0xB7, "ANSI-136-GHOST"), (0xB8, "MOBITEX-MPAK"),
            (0xB9, "CDMA2000-1X-SIMPLE-IP"), (0xBA, "CDMA2000-1X-MOBILE-IP"), (0xC5, "AUTOBAUDING"), (0xCA, "CL-WSP"), (0xCB, "CO-WSP"),
            (0xCC, "CL-SEC-WSP"), (0xCD, "CO-SEC-WSP"), (0xCE, "CL-SEC-WTA"), (0xCF, "CO-SEC-WTA"), (0xD0, "OTA-HTTP-TO"), (0xD1, "OTA-HTTP-TLS-TO"),
            (0xD2, "OTA-HTTP-PO"), (0xD3, "OTA-HTTP-TLS-PO"), (0xE0, "AAA"), (0xE1, "HA"),
        ],
        [
            (0x86, "IPV6"), (0x87, "E164"), (0x88, "ALPHA"), (0x8D, "APPSRV"), (0x8E, "OBEX"), (0x90, ","), (0x91, "HTTP-"), (0x92, "BASIC"),
            (0x93, "DIGEST"),
        ],
    ];

    /// <summary>The text of a token on a page; null when it has none.</summary>
    public static string? TextOf((byte Token, string Text)[][] table, int page, byte token)
    {
        if (page > 1) return null;
        foreach ((byte known, string text) in table[page])
        {
            if (known == token) return text;
        }

        return null;
    }

    /// <summary>The token of a text, on the page that is switched to if it has one there; null when it has none.</summary>
    public static (int Page, byte Token)? TokenOf((byte Token, string Text)[][] table, int current, string text)
    {
        foreach (int page in (ReadOnlySpan<int>)[current, 1 - current])
        {
            foreach ((byte token, string known) in table[page])
            {
                if (known == text) return (page, token);
            }
        }

        return null;
    }
}
