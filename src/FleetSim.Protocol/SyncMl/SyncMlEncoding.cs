namespace FleetSim.Protocol.SyncMl;

/// <summary>The two wire forms of a message.</summary>
public enum SyncMlEncoding
{
    Xml,
    Wbxml,
}
