using FleetSim.Device.Quirks;

namespace FleetSim.Device.Tests.Support;

/// <summary>The quirk under which tests run on this thread: none, except while it is proved that a row's tests can fail.</summary>
internal static class Conformance
{
    [ThreadStatic]
    private static Quirk? s_quirk;

    /// <summary>The model as the tests get it.</summary>
    public static HandsetModel QuirkOn(HandsetModel model) => s_quirk is { } quirk ? quirk.ApplyTo(model) : model;

    /// <summary>Runs with that quirk in every handset that a bench puts on its table.</summary>
    public static void With(Quirk quirk, Action run)
    {
        s_quirk = quirk;
        try
        {
            run();
        }
        finally
        {
            s_quirk = null;
        }
    }
}
