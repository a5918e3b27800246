using System.Collections.Concurrent;
using FleetSim.Device;
using FleetSim.Grains;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;

namespace FleetSim.Lint;

/// <summary>
/// Attaches a lint to each handset of a node, by the seam that traces use. An activation that comes again finds the lint of the one before, which may
/// still be about to end: hence the locks.
/// </summary>
/// <param name="fleet">Asked when the first handset appears: the fleet is made after the node.</param>
internal sealed class LintTraces(Func<Fleet> fleet, LintLimits limits) : IHandsetTraces
{
    private readonly ConcurrentDictionary<long, LintTrace> _traces = new();

    /// <summary>True while a handset waits for a confirmation that may still come in time.</summary>
    public bool AwaitsConfirmation => _traces.Values.Any(trace => trace.AwaitsConfirmation);

    public IHandsetTrace? Open(long terminal) => _traces.GetOrAdd(terminal, index => new LintTrace(
        new ServerLint(fleet().Identity.ImeiOf(index), fleet().Identity.ModelOf(index), fleet().Settings, limits)));

    /// <summary>What was found so far.</summary>
    public LintReport Report() => LintReport.Of([.. _traces.Values.Select(trace => trace.Sheet)]);

    /// <summary>Ends each lint, and reports.</summary>
    public LintReport End(DateTimeOffset at)
    {
        foreach (LintTrace trace in _traces.Values) trace.End(at);
        return Report();
    }

    private sealed class LintTrace(ServerLint lint) : IHandsetTrace
    {
        private readonly Lock _gate = new();

        public bool AwaitsConfirmation
        {
            get
            {
                lock (_gate) return lint.AwaitsConfirmation;
            }
        }

        /// <summary>A copy, because the handset lives on.</summary>
        public LintSheet Sheet
        {
            get
            {
                lock (_gate) return lint.Sheet.Copy();
            }
        }

        public void Happened(TerminalEvent happened)
        {
            lock (_gate) lint.Happened(happened);
        }

        public void Did(TerminalAction action)
        {
            lock (_gate) lint.Did(action);
        }

        public void Befell(FaultKind fault)
        {
            lock (_gate) lint.Befell(fault);
        }

        public void End(DateTimeOffset at)
        {
            lock (_gate) lint.End(at);
        }
    }
}
