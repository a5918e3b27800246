namespace FleetSim.Protocol.Cmpp;

/// <summary>Command_Id values. Spec: CMPP 3.0, command ids.</summary>
public static class CmppCommand
{
    public const uint Connect = 1;
    public const uint Terminate = 2;
    public const uint Submit = 4;
    public const uint Deliver = 5;
    public const uint Query = 6;
    public const uint Cancel = 7;
    public const uint ActiveTest = 8;

    /// <summary>Added to the id of a request.</summary>
    public const uint ResponseBit = 0x8000_0000;
}
