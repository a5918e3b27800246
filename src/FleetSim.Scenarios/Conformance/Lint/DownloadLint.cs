using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Protocol;
using FleetSim.Protocol.Download;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// OMA download: descriptor, object with Range, install notification. Octets are counted and hashed, not kept. Spec: OMA-Download-OTA-V1_0;
/// RFC 9110, 13 to 15.
/// </summary>
internal sealed class DownloadLint(LintSheet sheet, FirmwareBehaviour firmware, PackageMap packages, LintLimits limits)
{
    private readonly ObjectLint _object = new(sheet, limits);
    private TerminalAction.GetDescriptor? _asked;
    private TerminalAction.PostNotify? _notified;

    public void Asked(TerminalAction.GetDescriptor get)
    {
        _asked = get;
        _object.Announced(null, null);
        sheet.Place = new LintPlace(Uri: get.Uri);
        sheet.Check(LintRules.DownloadTarget, limits.Permits(get.Uri), $"PkgURL {LintSheet.Quote(get.Uri)}");
    }

    public void Notifying(TerminalAction.PostNotify notify) => _notified = notify;

    public void Fetching(TerminalAction.Fetch fetch) => _object.Asked(fetch);

    public void Started(TerminalEvent.FetchStarted head) => _object.Started(head);

    public void Received(TerminalEvent.FetchOctets octets) => _object.Received(octets);

    public void Ended(TerminalEvent.FetchEnded ended) => _object.Ended(ended);

    public void BrokenOff()
    {
        (_asked, _notified) = (null, null);
        _object.BrokenOff();
    }

    public void Replied(TerminalEvent.HttpReplied reply)
    {
        if (_asked is { } get && get.Request == reply.Request)
        {
            _asked = null;
            sheet.Place = new LintPlace(Uri: get.Uri);
            Described(reply);
        }
        else if (_notified is { } notify && notify.Request == reply.Request)
        {
            _notified = null;
            sheet.Place = new LintPlace(Uri: notify.Uri);
            sheet.Check(LintRules.InstallNotify, reply.Status is >= 200 and < 300, FormattableString.Invariant($"HTTP {reply.Status}"));
        }
    }

    public void Failed(TerminalEvent.HttpFailed failed)
    {
        if (failed.Failure == NetworkFailure.TargetNotAllowed) BrokenOff();
        if (_asked is { } get && get.Request == failed.Request)
        {
            _asked = null;
            sheet.Place = new LintPlace(Uri: get.Uri);
            // More octets than a descriptor may have: PkgURL names the package itself, which is allowed.
            if (failed.Failure != NetworkFailure.TooLarge) sheet.Found(LintRules.DescriptorUnavailable, Words(failed.Failure));
        }
        else if (_notified is { } notify && notify.Request == failed.Request)
        {
            _notified = null;
            sheet.Place = new LintPlace(Uri: notify.Uri);
            sheet.Found(LintRules.InstallNotify, Words(failed.Failure));
        }
    }

    internal static string Words(NetworkFailure failure) => failure switch
    {
        NetworkFailure.ConnectRefused => "the connection is refused",
        NetworkFailure.TimedOut => "nothing came in time",
        NetworkFailure.ConnectionLost => "the connection was closed",
        _ => "no HTTP answer",
    };

    private void Described(TerminalEvent.HttpReplied reply)
    {
        if (!sheet.Check(LintRules.DescriptorUnavailable, reply.Status < 500, FormattableString.Invariant($"HTTP {reply.Status}"))) return;
        if (reply.Status is >= 300 and < 400) return; // a handset that follows asks again, and is watched there
        if (!sheet.Check(LintRules.DescriptorMissing, reply.Status == 200, FormattableString.Invariant($"HTTP {reply.Status}"))) return;
        Decoded<DownloadDescriptor> read = DescriptorCodec.Decode(reply.Body);
        if (!read.IsDone && !IsDescriptor(reply.ContentType)) return; // direct download: the package stands at PkgURL itself
        if (!read.IsDone) sheet.Place = sheet.Place with { Octet = read.Offset };
        if (sheet.Check(LintRules.DescriptorInvalid, read.IsDone, read.Reason ?? "")) Take(read.Value!);
    }

    private void Take(DownloadDescriptor descriptor)
    {
        sheet.Check(LintRules.DescriptorVersion, IsOfVersion1(descriptor.DdVersion), $"DDVersion {LintSheet.Quote(descriptor.DdVersion)}");
        sheet.Check(LintRules.DescriptorType, descriptor.Types.All(type => firmware.Types.Contains(type, StringComparer.OrdinalIgnoreCase)), $"type {LintSheet.Quote(string.Join(", ", descriptor.Types))}, the handset installs {string.Join(", ", firmware.Types)}");
        sheet.Check(LintRules.DescriptorSize, descriptor.Size <= firmware.PackageOctets, FormattableString.Invariant($"size {descriptor.Size}, the handset holds {firmware.PackageOctets}"));
        sheet.Check(LintRules.DownloadTarget, limits.Permits(descriptor.ObjectUri), $"objectURI {LintSheet.Quote(descriptor.ObjectUri)}");
        if (descriptor.InstallNotifyUri is { } notify) sheet.Check(LintRules.DownloadTarget, limits.Permits(notify), $"installNotifyURI {LintSheet.Quote(notify)}");
        _object.Announced(descriptor, packages.Find(descriptor.Name));
    }

    private static bool IsDescriptor(string? contentType) =>
        contentType is null || contentType.StartsWith(DescriptorCodec.MediaType, StringComparison.OrdinalIgnoreCase) || contentType.Contains("xml", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfVersion1(string? version) => version is null || version.Trim() is "1" || version.Trim().StartsWith("1.", StringComparison.Ordinal);
}
