using System.Net;

namespace FleetSim.Platform.Settings;

/// <summary>What must hold between and inside the options. Checking changes nothing.</summary>
public static class PlatformOptionsRules
{
    /// <summary>One sentence a fault, each begins with the key; empty when all is well.</summary>
    public static IReadOnlyList<string> Faults(PlatformOptions options)
    {
        List<string> faults = [];
        Where(faults, options.Books.Length > 0, "books: a path is needed");
        Where(faults, IPAddress.TryParse(options.Http.Address, out _), "http.address: not an IP address");
        Where(faults, options.Http.Port is >= 0 and <= 65535, "http.port: 0 to 65535");
        Where(faults, options.Smpp.Port is >= 0 and <= 65535, "smpp.port: 0 to 65535");
        Where(faults, options.Smpp.Centres.All(c => Sms.MessageCentreAddress.Parse(c) is not null), "smpp.centres: each is host:port");
        Where(faults, options.Smpp.Centres.Count < Sms.BindSet.Limit, $"smpp.centres: fewer than {Sms.BindSet.Limit}");
        Where(faults, options.Smpp.Window is >= 1 and <= 1000, "smpp.window: 1 to 1000");
        Where(faults, options.Registration.Port is >= 1 and <= 65535, "registration.port: 1 to 65535");
        Where(faults, IsNumber(options.Registration.Number), "registration.number: 1 to 20 digits");
        Where(faults, options.Notify.RetryAfter > TimeSpan.Zero, "notify.retryAfter: more than 0");
        Where(faults, options.Notify.MaxAttempts >= 1, "notify.maxAttempts: at least 1");
        Where(faults, options.Session.IdleTimeout > TimeSpan.Zero, "session.idleTimeout: more than 0");
        Where(faults, options.Session.MaxMessages >= 4, "session.maxMessages: at least 4");
        AccountFaults(faults, options.Account);
        WaveFaults(faults, "collect", options.Collect.RatePerSecond, options.Collect.Delay, options.Collect.UiModes);
        WaveFaults(faults, "firmware", options.Firmware.RatePerSecond, options.Firmware.StartAfter, options.Firmware.UiModes);
        Where(faults, IsShare(options.Collect.Share), "collect.share: 0 to 1");
        Where(faults, options.Collect.Nodes.All(n => n.StartsWith("./", StringComparison.Ordinal)), "collect.nodes: each begins with ./");
        Where(faults, options.Firmware.Root.StartsWith("./", StringComparison.Ordinal), "firmware.root: begins with ./");
        Where(faults, IsShare(options.Firmware.Share), "firmware.share: 0 to 1");
        Where(faults, IsShare(options.Firmware.ConfirmShare), "firmware.confirmShare: 0 to 1");
        Where(faults, options.Firmware.PollAfter > TimeSpan.Zero, "firmware.pollAfter: more than 0");
        PackageFaults(faults, options);
        DrillFaults(faults, options.Drills);
        HandsetFaults(faults, options.Handsets);
        ServiceFaults(faults, options.Registration.Services);
        ScriptRules.AddFaults(faults, options.Scripts);
        BootstrapFaults(faults, options.Bootstrap);
        return faults;
    }

    /// <summary>One sentence a fault of one drill, each begins with <paramref name="key"/>.</summary>
    internal static void DrillFaults(List<string> faults, DrillOptions drill, string key)
    {
        Where(faults, DrillOptions.IsKnown(drill.Drill), $"{key}: no drill is called '{drill.Drill}'");
        Where(faults, IsShare(drill.Share), $"{key}.share: 0 to 1");
        Where(faults, drill.Every >= 1, $"{key}.every: at least 1");
        Where(faults, drill.First >= 0, $"{key}.first: 0 or more");
        Where(faults, drill.Delay > TimeSpan.Zero && drill.Delay <= TimeSpan.FromDays(1), $"{key}.delay: more than 0, at most a day");
    }

    private static void DrillFaults(List<string> faults, IReadOnlyList<DrillOptions> drills)
    {
        for (int i = 0; i < drills.Count; i++) DrillFaults(faults, drills[i], $"drills[{i}]");
        Where(faults, drills.Select(d => d.Drill).Distinct().Count() == drills.Count, "drills: one is there twice");
    }

    private static void HandsetFaults(List<string> faults, IReadOnlyList<HandsetOptions> handsets)
    {
        for (int i = 0; i < handsets.Count; i++)
        {
            Where(faults, handsets[i].Model.Length > 0, $"handsets[{i}].model: is missing");
            Where(faults, handsets[i].Protocol is "" or "1.1" or "1.2", $"handsets[{i}].protocol: 1.1 or 1.2");
            Where(faults, handsets[i].FumoRoots.All(r => r.StartsWith("./", StringComparison.Ordinal)), $"handsets[{i}].fumoRoots: each begins with ./");
        }

        Where(faults, handsets.Select(h => h.Model).Distinct().Count() == handsets.Count, "handsets: a model is there twice");
    }

    private static void ServiceFaults(List<string> faults, IReadOnlyList<ServiceOptions> services)
    {
        for (int i = 0; i < services.Count; i++)
        {
            Where(faults, IsNumber(services[i].Number), $"registration.services[{i}].number: 1 to 20 digits");
            Where(faults, services[i].Port is >= 1 and <= 65535, $"registration.services[{i}].port: 1 to 65535");
        }
    }

    private static void BootstrapFaults(List<string> faults, BootstrapOptions bootstrap)
    {
        bool wantsPin = bootstrap.Form != BootstrapForm.None && bootstrap.Security != BootstrapSecurityMethod.NetworkPin;
        Where(faults, IsShare(bootstrap.Share), "bootstrap.share: 0 to 1");
        Where(faults, !wantsPin || (bootstrap.Pin.Length is >= 4 and <= 40 && bootstrap.Pin.All(char.IsAsciiDigit)), "bootstrap.pin: 4 to 40 digits");
        Where(
            faults, bootstrap is not { Form: BootstrapForm.DmProfile, Security: BootstrapSecurityMethod.UserPinMac }, "bootstrap.security: a DM profile has no UserPinMac");
        Where(
            faults, bootstrap.Imsis.All(i => Protocol.Identity.Msisdn.Parse(i.Key) is not null && Protocol.Identity.Imsi.Parse(i.Value) is not null),
            "bootstrap.imsis: numbers of 11 digits to IMSIs of 15");
    }

    private static void AccountFaults(List<string> faults, AccountOptions account)
    {
        Where(faults, account.ServerId.Length is >= 1 and <= 32, "account.serverId: 1 to 32 characters");
        Where(faults, IsBase64(account.ClientNonce), "account.clientNonce: not base64");
        Where(faults, IsBase64(account.ServerNonce), "account.serverNonce: not base64");
    }

    private static void WaveFaults(List<string> faults, string wave, double rate, TimeSpan delay, UiModeShares shares)
    {
        Where(faults, rate is > 0 and <= 1_000_000, $"{wave}.ratePerSecond: more than 0");
        Where(faults, delay >= TimeSpan.Zero, $"{wave}: the delay is negative");
        double[] all = [shares.NotSpecified, shares.Background, shares.Informative, shares.UserInteraction];
        Where(faults, all.All(IsShare) && Math.Abs(all.Sum() - 1) < 1e-6, $"{wave}.uiModes: shares of 0 to 1 that add up to 1");
    }

    private static void PackageFaults(List<string> faults, PlatformOptions options)
    {
        IReadOnlyList<PackageOptions> packages = options.Firmware.Packages;
        for (int i = 0; i < packages.Count; i++)
        {
            PackageOptions package = packages[i];
            string key = $"firmware.packages[{i}]";
            Where(faults, package.Name.Length > 0 && package.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'), $"{key}.name: letters, digits, '.', '-', '_'");
            Where(faults, package.Model.Length > 0, $"{key}.model: is missing");
            Where(faults, package.ToVersion.Length > 0, $"{key}.toVersion: is missing");
            Where(faults, package.Requires.All(r => packages.Any(p => p.Name == r && p.Model == package.Model)), $"{key}.requires: a package that the model does not have");
            Where(faults, package.Octets is > 0 and <= 256 << 20, $"{key}.octets: 1 to 256 MiB");
        }

        Where(faults, packages.Select(p => p.Name).Distinct().Count() == packages.Count, "firmware.packages: two have the same name");
        foreach (IGrouping<string, PackageOptions> model in packages.GroupBy(p => p.Model).Where(g => g.Count() > 1))
            Where(faults, PackageChain.IsOne([.. model]), $"firmware.packages: those for {model.Key} are no chain: each but one is required by one other");
        foreach (HandsetOptions handset in options.Handsets.Where(h => h.Description.Length == 0 || h.FumoRoots.Count > 0))
        {
            int needed = packages.Count(p => p.Model == handset.Model);
            Where(faults, needed <= Math.Max(1, handset.FumoRoots.Count), $"handsets: {handset.Model} has {needed} packages and fewer fumoRoots");
        }

        foreach (IGrouping<string, PackageOptions> model in packages.GroupBy(p => p.Model).Where(g => g.Count() > 1))
            Where(faults, options.Handsets.Any(h => h.Model == model.Key), $"firmware.packages: several are for {model.Key}, whose fumoRoots are not given under handsets");
    }

    private static bool IsNumber(string digits) => digits.Length is >= 1 and <= 20 && digits.All(char.IsAsciiDigit);

    private static bool IsShare(double share) => share is >= 0 and <= 1;

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static void Where(List<string> faults, bool holds, string fault)
    {
        if (!holds) faults.Add(fault);
    }
}
