namespace FleetSim.Platform.Settings;

/// <summary>A bootstrap push to handsets that register. Spec: OMA-TS-DM_Bootstrap-V1_2_1.</summary>
public sealed record BootstrapOptions
{
    public BootstrapForm Form { get; set; }

    public BootstrapSecurityMethod Security { get; set; }

    /// <summary>Decimal digits the user is told by other means; needed by the methods with a user's PIN.</summary>
    public string Pin { get; set; } = "";

    /// <summary>Part of the handsets, 0 to 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>
    /// Number (11 digits) to IMSI, as the operator's subscriber register knows it; needed by the methods with a network PIN unless the
    /// registration text has the IMSI. A handset without one gets no bootstrap, and that is counted.
    /// </summary>
    public IReadOnlyDictionary<string, string> Imsis { get; set; } = new Dictionary<string, string>();
}

/// <summary>What is pushed.</summary>
public enum BootstrapForm
{
    None,

    /// <summary>An OMA Client Provisioning document (w7).</summary>
    ClientProvisioning,

    /// <summary>A DM message with the account as TNDS.</summary>
    DmProfile,
}

/// <summary>What the MAC of a bootstrap is made with.</summary>
public enum BootstrapSecurityMethod
{
    NetworkPin,
    UserPin,
    UserNetworkPin,

    /// <summary>Client provisioning only; the push has no MAC.</summary>
    UserPinMac,
}
