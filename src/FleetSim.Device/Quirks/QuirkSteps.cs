namespace FleetSim.Device.Quirks;

/// <summary>A step of a handset with quirks around it.</summary>
internal static class QuirkSteps
{
    public static void Step(Terminal terminal, TerminalEvent happened, List<TerminalAction> actions)
    {
        TerminalEvent? changed = happened;
        foreach (Quirk quirk in terminal.Model.Quirks)
        {
            if (quirk.Before is not null && changed is not null) changed = quirk.Before(terminal, changed);
        }

        int before = actions.Count;
        if (changed is not null) terminal.StepAlone(changed, actions);
        if (actions.Count == before && changed is null) return;
        List<TerminalAction> own = actions.GetRange(before, actions.Count - before);
        actions.RemoveRange(before, own.Count);
        foreach (Quirk quirk in terminal.Model.Quirks) quirk.After?.Invoke(new StepContext(terminal, happened.At, own), happened, own);
        actions.AddRange(own);
    }
}
