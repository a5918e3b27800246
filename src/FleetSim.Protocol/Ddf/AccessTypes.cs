namespace FleetSim.Protocol.Ddf;

/// <summary>The commands a node accepts at all, whatever its ACL says. Spec: OMA-TS-DM_TND-V1_2_1, 9 (AccessType).</summary>
[Flags]
public enum AccessTypes
{
    None = 0,
    Add = 1,
    Copy = 2,
    Delete = 4,
    Exec = 8,
    Get = 16,
    Replace = 32,
}
