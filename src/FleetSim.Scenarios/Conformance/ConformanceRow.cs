namespace FleetSim.Scenarios.Conformance;

/// <summary>How binding a row of the matrix is.</summary>
public enum RowLevel
{
    /// <summary>Mandatory for the handset.</summary>
    Mandatory,

    /// <summary>Mandatory once the optional feature of ALR-02 is switched on.</summary>
    MandatoryWithOption,
    Recommended,
    Optional,

    /// <summary>A duty of the platform: tested on the reference platform.</summary>
    Platform,

    /// <summary>Refers to something else: nothing to test by itself.</summary>
    Reference,
}

/// <summary>One row of the conformance matrix of QB-E-008.</summary>
/// <param name="Id">Such as REG-07.</param>
/// <param name="Behaviour">What is demanded, in a few words.</param>
public sealed record ConformanceRow(string Id, RowLevel Level, string Behaviour)
{
    public bool IsTestable => Level != RowLevel.Reference;

    /// <summary>The part of the matrix: UIM, ALR, REG, COL, CFG, FUM, EXC.</summary>
    public string Part => Id[..3];
}
