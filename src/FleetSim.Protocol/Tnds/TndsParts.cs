namespace FleetSim.Protocol.Tnds;

/// <summary>What a serialised node may hold besides its name, as ?list=TNDS names it. Spec: OMA-TS-DM_TND-V1_2_1, 8 (requesting parts).</summary>
[Flags]
public enum TndsParts
{
    None = 0,
    ACL = 1,
    Format = 2,
    Title = 4,
    TStamp = 8,
    Type = 16,
    VerNo = 32,
    Value = 64,
    All = ACL | Format | Title | TStamp | Type | VerNo | Value,
}
