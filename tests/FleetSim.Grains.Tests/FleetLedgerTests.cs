using System.Runtime.CompilerServices;

namespace FleetSim.Grains.Tests;

public sealed class FleetLedgerTests
{
    /// <summary>Each word of the handset has its label: a missing one would break every step that uses the ledger.</summary>
    [Fact]
    public void Whatever_a_handset_tells_has_a_label() => RuntimeHelpers.RunClassConstructor(typeof(FleetLedger).TypeHandle);
}
