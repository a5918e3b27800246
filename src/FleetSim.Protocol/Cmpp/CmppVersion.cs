namespace FleetSim.Protocol.Cmpp;

/// <summary>The version octet of CONNECT. 2.1 has the layouts of 2.0.</summary>
public enum CmppVersion : byte
{
    V20 = 0x20,
    V21 = 0x21,
    V30 = 0x30,
}

/// <summary>Field widths that differ between the versions. Spec: CMPP 2.0 and 3.0, message definitions.</summary>
internal static class CmppWidths
{
    public static int Terminal(CmppVersion version) => version == CmppVersion.V30 ? 32 : 21;

    /// <summary>Reserve of 2.0, LinkID of 3.0.</summary>
    public static int Link(CmppVersion version) => version == CmppVersion.V30 ? 20 : 8;

    /// <summary>A result or a status.</summary>
    public static int Result(CmppVersion version) => version == CmppVersion.V30 ? 4 : 1;
}
