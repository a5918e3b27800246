using FleetSim.Device.Ui;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Tests.Support;

/// <summary>The words in which the tests say what a handset must have done.</summary>
internal static class Should
{
    /// <summary>Exactly this many registration messages in its life, redeliveries not counted.</summary>
    public static Bench ShouldHaveSent(this Bench bench, int messages)
    {
        Assert.Equal(messages, bench.All<TerminalAction.SendSms>().Count(s => !s.Redelivery));
        return bench;
    }

    public static Bench ShouldHavePosted(this Bench bench, int messages)
    {
        Assert.Equal(messages, bench.All<TerminalAction.PostDm>().Count());
        return bench;
    }

    public static Bench ShouldHoldMark(this Bench bench, Sim? sim)
    {
        Assert.Equal(sim?.Imsi.Value ?? 0, bench.Nv.RegisteredImsi);
        return bench;
    }

    /// <summary>The UI journal, oldest first; nothing: silent.</summary>
    public static Bench ShouldHaveShown(this Bench bench, params UiSubject[] subjects)
    {
        Assert.Equal(subjects, bench.Nv.Journal.Entries.Select(e => e.Subject));
        Assert.Equal(subjects.Length, bench.All<TerminalAction.Prompt>().Count() + bench.All<TerminalAction.Remark>().Count(r => r.Text.StartsWith("shown:", StringComparison.Ordinal)));
        return bench;
    }

    /// <summary>No entry and no sign of a connection.</summary>
    public static Bench ShouldBeSilent(this Bench bench)
    {
        Assert.Equal(0, bench.Nv.Journal.Indicators);
        return bench.ShouldHaveShown();
    }

    /// <summary>No session, no question, nothing under way.</summary>
    public static Bench ShouldBeIdle(this Bench bench)
    {
        Assert.False(bench.Terminal.IsInSession);
        Assert.Null(bench.OpenPost);
        Assert.Null(bench.OpenGet);
        Assert.Null(bench.OpenFetch);
        Assert.Null(bench.OpenNotify);
        Assert.DoesNotContain(TimerSlot.PromptTimeout, bench.Timers.Keys);
        return bench;
    }

    /// <summary>Value of the FUMO State node.</summary>
    public static Bench ShouldBeInState(this Bench bench, string state)
    {
        Assert.Equal(state, bench.Terminal.Read($"./{bench.Terminal.Model.FumoRoot}/State").Value);
        return bench;
    }

    /// <summary>State 40 for a moment, then 60 without another command (FUM-17).</summary>
    public static Bench ShouldBeginToUpdate(this Bench bench) =>
        bench.ShouldBeInState("40").Wait(bench.Terminal.Settings.UpdateStartDelay).ShouldBeInState("60");

    /// <summary>The confirmation as the platform sends it.</summary>
    public static byte[] Confirmation(bool registered = true, ulong imei = 860206000003972, ushort port = RegistrationText.Port) =>
        UserData.Encode(new PortAddress(port, port), null, RegistrationText.EncodeConfirmation(new(imei), registered));

    /// <summary>Switched on for the first time, registered, confirmed.</summary>
    public static Bench Registered(this Bench bench, Sim? sim = null) =>
        bench.PowerOn(sim ?? Samples.HomeSim).SmsTaken().Sms(Confirmation()).ShouldHoldMark(sim ?? Samples.HomeSim);
}
