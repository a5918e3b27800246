namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>How much a finding weighs.</summary>
public enum LintSeverity
{
    /// <summary>The platform broke a rule that handsets depend on.</summary>
    Error,

    /// <summary>Allowed, or not to be decided from the handset's side; worth a look.</summary>
    Warning,
}

/// <summary>What a rule is about: the order of the report.</summary>
public enum LintArea
{
    Transport,
    Header,
    Status,
    Credentials,
    Packages,
    Commands,
    Reports,
    Registration,
    Notification,
    Descriptor,
    Download,
}

/// <summary>One thing that a platform must do, seen from the handset.</summary>
/// <param name="Id">Kebab-case; never renamed.</param>
/// <param name="Basis">The row of the conformance matrix, or document and section, that demands it.</param>
/// <param name="Sentence">What a platform that broke it did.</param>
/// <param name="Cure">What to change at the platform.</param>
public sealed record LintRule(LintArea Area, string Id, LintSeverity Severity, string Basis, string Sentence, string Cure);
