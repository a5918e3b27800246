namespace FleetSim.Protocol.Tnds;

/// <summary>The commands an access control list speaks of; Copy is not one of them. Spec: OMA-TS-DM_TND-V1_2_1, 7 (ACL).</summary>
[Flags]
public enum AclCommands
{
    None = 0,
    Add = 1,
    Delete = 2,
    Exec = 4,
    Get = 8,
    Replace = 16,
}
