namespace FleetSim.Device.Firmware;

/// <summary>One job at a time transfers and updates; the others wait for their turn, in the order of their commands (FUM-07).</summary>
internal static class Turn
{
    public static bool IsFree(in StepContext context, FirmwareJob job)
    {
        foreach (FirmwareJob other in context.Nv.Jobs)
        {
            if (other != job && other.HasTurn) return false;
        }

        return true;
    }

    /// <summary>Begins the next job that waits, unless a session or a request is under way.</summary>
    public static void Next(in StepContext context, FirmwareMemory memory)
    {
        for (int i = 0; i < memory.Jobs.Count; i++)
        {
            if (context.Terminal.Session is not null || context.Terminal.FumoRequest != 0) return;
            // One that has begun may be over at once, and an earlier one may have waited for just that.
            if (Begins(context, memory.Jobs[i])) i = -1;
        }
    }

    private static bool Begins(in StepContext context, FirmwareJob job)
    {
        FumoPhase before = job.Phase;
        if (before is not (FumoPhase.Queued or FumoPhase.Held) || !IsFree(context, job)) return false;
        if (before == FumoPhase.Held) UpdateSteps.Start(context, job);
        else Interruptions.Begin(context, job);
        return job.Phase != before;
    }
}
