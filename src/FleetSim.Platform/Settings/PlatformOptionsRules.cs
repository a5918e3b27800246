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
        Where(faults, options.Smpp.Window is >= 1 and <= 1000, "smpp.window: 1 to 1000");
        Where(faults, options.Registration.Port is >= 1 and <= 65535, "registration.port: 1 to 65535");
        Where(faults, options.Registration.Number.Length is >= 1 and <= 20 && options.Registration.Number.All(char.IsAsciiDigit), "registration.number: 1 to 20 digits");
        Where(faults, options.Notify.RetryAfter > TimeSpan.Zero, "notify.retryAfter: more than 0");
        Where(faults, options.Notify.MaxAttempts >= 1, "notify.maxAttempts: at least 1");
        Where(faults, options.Session.IdleTimeout > TimeSpan.Zero, "session.idleTimeout: more than 0");
        Where(faults, options.Session.MaxMessages >= 4, "session.maxMessages: at least 4");
        AccountFaults(faults, options.Account);
        WaveFaults(faults, "collect", options.Collect.RatePerSecond, options.Collect.Delay, options.Collect.UiModes);
        WaveFaults(faults, "firmware", options.Firmware.RatePerSecond, options.Firmware.StartAfter, options.Firmware.UiModes);
        Where(faults, options.Collect.Nodes.All(n => n.StartsWith("./", StringComparison.Ordinal)), "collect.nodes: each begins with ./");
        Where(faults, options.Firmware.Root.StartsWith("./", StringComparison.Ordinal), "firmware.root: begins with ./");
        Where(faults, IsShare(options.Firmware.Share), "firmware.share: 0 to 1");
        Where(faults, IsShare(options.Firmware.ConfirmShare), "firmware.confirmShare: 0 to 1");
        PackageFaults(faults, options.Firmware.Packages);
        return faults;
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

    private static void PackageFaults(List<string> faults, IReadOnlyList<PackageOptions> packages)
    {
        for (int i = 0; i < packages.Count; i++)
        {
            PackageOptions package = packages[i];
            string key = $"firmware.packages[{i}]";
            Where(faults, package.Name.Length > 0 && package.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'), $"{key}.name: letters, digits, '.', '-', '_'");
            Where(faults, package.Model.Length > 0, $"{key}.model: is missing");
            Where(faults, package.ToVersion.Length > 0, $"{key}.toVersion: is missing");
            Where(faults, package.Octets is > 0 and <= 256 << 20, $"{key}.octets: 1 to 256 MiB");
        }

        Where(faults, packages.Select(p => p.Name).Distinct().Count() == packages.Count, "firmware.packages: two have the same name");
        Where(faults, packages.Select(p => p.Model).Distinct().Count() == packages.Count, "firmware.packages: two are for the same model");
    }

    private static bool IsShare(double share) => share is >= 0 and <= 1;

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static void Where(List<string> faults, bool holds, string fault)
    {
        if (!holds) faults.Add(fault);
    }
}
