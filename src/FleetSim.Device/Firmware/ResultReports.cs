using System.Globalization;
using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Session;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Firmware;

/// <summary>
/// The Alert 1226 with the result: one for each Exec, sent again until a 2xx Status comes (EXC-13, EXC-14). A model of DM 1.1.2 has no such alert; its
/// results are found by reading State. Spec: OMA-TS-DM-FUMO-V1_0, 6; QB-E-008, FUM-18.
/// </summary>
internal static class ResultReports
{
    private const string TypePrefix = "org.openmobilealliance.dm.firmwareupdate.";

    /// <summary>A result to be told; its correlator and type are those of the last command (N4).</summary>
    public static void Owe(in StepContext context, FirmwareJob job, int result)
    {
        context.Terminal.MarkDirty();
        if (context.Terminal.Model.Dm.Version == DmVersion.V112) return;
        context.Nv.Firmware!.Add(new OwedReport { Root = job.Root, Server = job.Server, Command = job.Command, Correlator = job.Correlator, Result = result });
    }

    /// <summary>What package 1 of the open session carries: of what its server is owed, the oldest report of each object that has sessions left in this boot.</summary>
    public static IReadOnlyList<Command.Alert> Carried(in StepContext context)
    {
        if (context.Nv.Firmware is not { Reports.Count: > 0 } memory || context.Terminal.Session is not { } session) return [];
        (TerminalSettings settings, Terminal terminal) = (context.Settings, context.Terminal);
        List<Command.Alert> alerts = [];
        foreach (OwedReport report in Oldest(memory).Where(r => AccountBook.ReportedTo(terminal, r.Server).State == session.Account.State && (IsOf(r, session) || HasSessionsLeft(settings, r))))
        {
            if (!IsOf(report, session)) Count(context, report);
            alerts.Add(Alert(context.Terminal.Model.Firmware, report));
        }

        return alerts;
    }

    /// <summary>The server has acknowledged the report about this object that the open session carries.</summary>
    public static void Answered(in StepContext context, string root)
    {
        string path = root.StartsWith("./", StringComparison.Ordinal) ? root[2..] : root;
        object? session = context.Terminal.Session;
        if (context.Nv.Firmware?.Reports.FirstOrDefault(r => r.Root == path && IsOf(r, session)) is not { } report) return;
        context.Nv.Firmware.Remove(report);
        context.Nv.Odometer.LastReportedResult = report.Result;
        context.Note(new TerminalFact.ReportAnswered());
        context.Terminal.MarkDirty();
    }

    /// <summary>Delivers what is owed: an install notification first, then the reports, in a session of the handset's own.</summary>
    public static void Deliver(in StepContext context)
    {
        if (context.Nv.Firmware is not { } memory || !context.Nv.PoweredOn || !context.Nv.HasSignal) return;
        if (memory.Jobs.FirstOrDefault(j => j.NotifyOwed != 0) is { } job)
        {
            if (context.Terminal.FumoRequest == 0)
            {
                InstallNotification.Send(context, job);
                return;
            }

            // The transfer of another object has the connection; this one is looked at again.
            context.Arm(TimerSlot.ReportRetry, context.Settings.ReportRetry);
        }

        CleanUp(context, memory);
        TerminalSettings settings = context.Settings;
        if (context.Terminal.Session is null && Oldest(memory).FirstOrDefault(r => HasSessionsLeft(settings, r)) is { } due)
            SessionMachine.StartReport(context, AccountBook.ReportedTo(context.Terminal, due.Server));
    }

    /// <summary>The emulator was gone in the middle of a session: what that one carried was not sent in vain, it was not sent.</summary>
    public static void Revive(in StepContext context, FirmwareMemory memory)
    {
        foreach (OwedReport report in memory.Reports.Where(r => r.IsUnderWay))
        {
            report.IsUnderWay = false;
            report.SessionsThisBoot--;
            report.Sessions--;
            context.Terminal.MarkDirty();
        }
    }

    /// <summary>A session has ended: what it did not get answered is sent again, after a pause twice as long each time.</summary>
    public static void SessionOver(in StepContext context, FirmwareMemory memory)
    {
        foreach (OwedReport report in memory.Reports.Where(r => r.IsUnderWay))
        {
            report.IsUnderWay = false;
            context.Terminal.MarkDirty();
        }

        GiveUp(context, memory);
        CleanUp(context, memory);
        TerminalSettings settings = context.Settings;
        if (Oldest(memory).Where(r => HasSessionsLeft(settings, r)).Select(r => r.SessionsThisBoot).DefaultIfEmpty(-1).Min() is int sessions and >= 0)
            context.Arm(TimerSlot.ReportRetry, context.Settings.ReportRetry * (1 << Math.Clamp(sessions - 1, 0, 8)));
    }

    /// <summary>Reports about one object to one server go out one after the other, in the order of the commands.</summary>
    private static IEnumerable<OwedReport> Oldest(FirmwareMemory memory) => memory.Reports.DistinctBy(r => (r.Root, r.Server));

    /// <summary>False: there were enough in this boot (EXC-14).</summary>
    private static bool HasSessionsLeft(TerminalSettings settings, OwedReport report) => report.SessionsThisBoot < settings.ReportSessionsPerBoot;

    /// <summary>True when this session carries the report already: a repeated package 1 is no further attempt.</summary>
    private static bool IsOf(OwedReport report, object? session) => session is not null && report.CountedIn == session;

    private static void Count(in StepContext context, OwedReport report)
    {
        (report.CountedIn, report.IsUnderWay) = (context.Terminal.Session, true);
        report.SessionsThisBoot++;
        report.Sessions++;
        context.Terminal.MarkDirty();
    }

    /// <summary>Some vendors stop after a number of reports; the specification has no limit.</summary>
    private static void GiveUp(in StepContext context, FirmwareMemory memory)
    {
        int limit = context.Terminal.Model.Firmware.ReportsBeforeGivingUp;
        if (limit == 0) return;
        foreach (OwedReport report in memory.Reports.Where(r => r.Sessions >= limit).ToArray())
        {
            memory.Remove(report);
            context.Terminal.MarkDirty();
        }
    }

    /// <summary>A job that owes nothing any more is over; without reports its State stays to be read.</summary>
    private static void CleanUp(in StepContext context, FirmwareMemory memory)
    {
        foreach (FirmwareJob job in memory.Jobs.Where(j => j is { Phase: FumoPhase.Reporting, NotifyOwed: 0 }).ToArray())
        {
            if (memory.Reports.Any(r => r.Root == job.Root)) continue;
            bool stays = context.Terminal.Model.Dm.Version == DmVersion.V112;
            if (FumoMachine.Move(context, job, stays ? FumoInput.NoReport : FumoInput.ReportDone) && !stays) memory.Remove(job);
            if (memory.Reports.Count == 0 && memory.Jobs.All(j => j.NotifyOwed == 0)) context.Cancel(TimerSlot.ReportRetry);
        }
    }

    private static Command.Alert Alert(FirmwareBehaviour model, OwedReport report) => new()
    {
        CmdId = CmdId.Header, Code = AlertCode.Generic, Correlator = report.Correlator,
        Items = [Content(model, report).ToItem()],
    };

    private static GenericAlert Content(FirmwareBehaviour model, OwedReport report) => new()
    {
        Source = "./" + report.Root, Type = TypePrefix + Word(report.Command), TypeForm = model.ReportType, Format = model.ReportFormat,
        Mark = !model.ReportMark ? null : report.Result == FumoResult.Success ? MarkLevel.Informational : MarkLevel.Critical,
        Data = report.Result.ToString(CultureInfo.InvariantCulture),
    };

    private static string Word(FumoCommand command) => command switch
    {
        FumoCommand.Download => "download",
        FumoCommand.Update => "update",
        FumoCommand.DownloadAndUpdate => "downloadandupdate",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
