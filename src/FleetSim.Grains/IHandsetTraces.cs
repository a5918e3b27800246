using FleetSim.Device;
using FleetSim.Scenarios.Life;

namespace FleetSim.Grains;

/// <summary>The port to the stories of single handsets that somebody wants to read.</summary>
public interface IHandsetTraces
{
    /// <summary>Null for a handset that nobody traces.</summary>
    IHandsetTrace? Open(long terminal);
}

/// <summary>The story of one handset: what happened to it and what it did, in order.</summary>
public interface IHandsetTrace
{
    void Happened(TerminalEvent happened);

    void Did(TerminalAction action);

    /// <summary>A trouble that the emulator makes befell it in this step.</summary>
    void Befell(FaultKind fault)
    {
    }
}
