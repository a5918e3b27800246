namespace FleetSim.Device.Firmware;

/// <summary>Addresses of http and https, as descriptors and redirects give them.</summary>
internal static class WebAddress
{
    /// <summary>Redirects that one request follows; a longer chain is a loader error.</summary>
    public const int RedirectLimit = 5;

    /// <summary>True for an absolute address of http or https.</summary>
    public static bool IsValid(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && IsWeb(uri);

    /// <summary>An address that may be relative to another; null when nothing can be asked for there.</summary>
    public static string? Resolve(string from, string text) =>
        Uri.TryCreate(from, UriKind.Absolute, out Uri? start) && IsWeb(start) && Uri.TryCreate(start, text, out Uri? uri) && IsWeb(uri) ? uri.AbsoluteUri : null;

    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Where a redirect of the job's request leads; null: nowhere, or the chain is too long. Spec: RFC 9110, 15.4.</summary>
    public static string? Follow(FirmwareJob job, string asked, string? location)
    {
        if (location is null || ++job.Hops > RedirectLimit) return null;
        return job.Redirected = Resolve(job.Redirected ?? asked, location);
    }

    /// <summary>The last part of an address, without query: what a package without a descriptor is called.</summary>
    public static string? LastPart(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)) return null;
        string path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : null;
    }

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https";
}
