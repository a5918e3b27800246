using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Protocol.Download;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// The transfers of one object: what each was asked for and what came.
/// <code>
/// asked            | 200                                  | 206                                       | 416                   | others
/// from octet 0     | size, type                           | content-range                             | object-missing        | 3xx redirect, 4xx missing, 5xx unavailable
/// from octet N     | same ETag: range-ignored; another:   | start N, length, same ETag, or            | N inside the object:  | the same
///                  | etag-changed                         | content-range, etag-changed               | range-unsatisfiable   |
/// </code>
/// Spec: RFC 9110, 13.1.5, 14.2, 14.4, 15.4, 15.5.17; OMA-Download-OTA-V1_0.
/// </summary>
internal sealed class ObjectLint(LintSheet sheet, LintLimits limits)
{
    private DownloadDescriptor? _descriptor;
    private FirmwarePackage? _package;
    private TerminalAction.Fetch? _fetch;
    private string? _uri;
    private string? _validator;
    private Sha256Midstate? _hash = new();
    private long _held;
    private long? _end;
    private bool _reading;

    /// <summary>Another object begins; without a descriptor it is one that stands at PkgURL itself.</summary>
    public void Announced(DownloadDescriptor? descriptor, FirmwarePackage? package)
    {
        (_descriptor, _package, _validator) = (descriptor, package, null);
        Restart();
    }

    public void Asked(TerminalAction.Fetch fetch)
    {
        // Another job goes on with its own object: nothing is known of that one.
        if (fetch.Offset > 0 && fetch.Uri != _uri) (_descriptor, _package, _validator) = (null, null, null);
        (_fetch, _uri, _reading) = (fetch, fetch.Uri, false);
        if (fetch.Offset == 0) _validator = null;
        if (fetch.Offset == 0) Restart();
        else if (fetch.Offset != _held) (_hash, _held) = (null, fetch.Offset);
    }

    public void BrokenOff() => (_fetch, _reading) = (null, false);

    public void Started(TerminalEvent.FetchStarted head)
    {
        if (_fetch is not { } fetch || fetch.Request != head.Request) return;
        sheet.Place = new LintPlace(Uri: fetch.Uri);
        if (head.Status is not (200 or 206)) Refused(fetch, head);
        else if (head.Status == 206) Part(fetch, head);
        else Whole(fetch, head);
        if (head.Status is not (200 or 206)) return;
        sheet.Held(LintRules.ObjectMissing, LintRules.ObjectUnavailable, LintRules.RangeUnsatisfiable);
        if (_descriptor is { } descriptor && head.ContentType is { } type)
            sheet.Check(LintRules.ObjectType, descriptor.Types.Contains(Bare(type), StringComparer.OrdinalIgnoreCase), $"Content-Type {LintSheet.Quote(type)}, the descriptor says {LintSheet.Quote(string.Join(", ", descriptor.Types))}");
        _validator = head.Validator ?? _validator;
    }

    public void Received(TerminalEvent.FetchOctets octets)
    {
        if (_fetch?.Request != octets.Request || !_reading) return;
        _hash?.Append(octets.Octets.Span);
        _held += octets.Octets.Length;
    }

    public void Ended(TerminalEvent.FetchEnded ended)
    {
        if (_fetch is not { } fetch || fetch.Request != ended.Request) return;
        _fetch = null;
        sheet.Place = new LintPlace(Octet: _reading ? (int)Math.Min(_held, int.MaxValue) : null, Uri: fetch.Uri);
        switch (ended.Failure)
        {
            case null when _reading && _held < _end: sheet.Found(LintRules.ObjectCut, FormattableString.Invariant($"{_held} of {_end} octets came")); break;
            case null when _reading: Complete(); break;
            case NetworkFailure.ConnectionLost: sheet.Found(LintRules.ObjectCut, FormattableString.Invariant($"closed after {_held} octets of {_end ?? _descriptor?.Size}")); break;
            case null or NetworkFailure.TargetNotAllowed: break;
            case { } failure: sheet.Found(LintRules.ObjectUnavailable, DownloadLint.Words(failure)); break;
        }

        _reading = false;
    }

    private void Complete()
    {
        sheet.Held(LintRules.ObjectCut);
        if (_package is { } package && _hash is { } hash && _held == package.Octets)
            sheet.Check(LintRules.ObjectHash, package.Sha256.AsSpan().SequenceEqual(hash.Digest()), $"SHA-256 {Convert.ToHexStringLower(hash.Digest())[..16]}..., the package has {Convert.ToHexStringLower(package.Sha256)[..16]}...");
    }

    private void Whole(TerminalAction.Fetch fetch, TerminalEvent.FetchStarted head)
    {
        if (fetch.Offset > 0)
        {
            string asked = FormattableString.Invariant($"200 for bytes={fetch.Offset}-");
            if (IsAnother(head.Validator)) sheet.Found(LintRules.ETagChanged, $"{asked}; {LintSheet.Quote(head.Validator)}, before {LintSheet.Quote(_validator)}");
            else sheet.Found(LintRules.RangeIgnored, asked);
        }

        if (_descriptor is { } descriptor && head.TotalOctets is { } total) sheet.Check(LintRules.ObjectSize, total == descriptor.Size, FormattableString.Invariant($"{total} octets, the descriptor says {descriptor.Size}"));
        Restart();
        (_end, _reading) = (head.TotalOctets ?? _descriptor?.Size, true);
    }

    private void Part(TerminalAction.Fetch fetch, TerminalEvent.FetchStarted head)
    {
        bool starts = fetch.Offset > 0 && head.RangeStart == fetch.Offset;
        bool fits = _descriptor is not { } descriptor || head.TotalOctets is not { } total || total == descriptor.Size;
        sheet.Check(LintRules.ContentRange, starts && fits, FormattableString.Invariant($"begins at {head.RangeStart} of {head.TotalOctets}; asked was {fetch.Offset} of {_descriptor?.Size}"));
        sheet.Check(LintRules.ETagChanged, !IsAnother(head.Validator), $"{LintSheet.Quote(head.Validator)}, before {LintSheet.Quote(_validator)}");
        sheet.Held(LintRules.RangeIgnored);
        (_end, _reading) = (head.TotalOctets ?? _descriptor?.Size, starts);
    }

    private void Refused(TerminalAction.Fetch fetch, TerminalEvent.FetchStarted head)
    {
        string status = FormattableString.Invariant($"HTTP {head.Status}");
        switch (head.Status)
        {
            case 416 when fetch.Offset > 0 && (_descriptor is not { } descriptor || fetch.Offset < descriptor.Size):
                sheet.Found(LintRules.RangeUnsatisfiable, FormattableString.Invariant($"416 for bytes={fetch.Offset}- of {_descriptor?.Size}"));
                break;
            case >= 300 and < 400:
                string? target = Target(fetch.Uri, head.Location);
                if (sheet.Check(LintRules.RedirectForbidden, target is null || limits.Permits(target), $"{status} to {LintSheet.Quote(target)}")) sheet.Found(LintRules.Redirected, $"{status} to {LintSheet.Quote(target)}");
                break;
            case >= 500: sheet.Found(LintRules.ObjectUnavailable, status); break;
            default: sheet.Found(LintRules.ObjectMissing, status); break;
        }
    }

    private void Restart() => (_hash, _held) = (new Sha256Midstate(), 0);

    private bool IsAnother(string? validator) => validator is not null && _validator is not null && validator != _validator;

    /// <summary>Where a redirect leads, absolute; null when it does not say.</summary>
    private static string? Target(string from, string? location) =>
        location is not null && Uri.TryCreate(from, UriKind.Absolute, out Uri? start) && Uri.TryCreate(start, location, out Uri? target) ? target.AbsoluteUri : location;

    private static string Bare(string mediaType) => mediaType.Split(';')[0].Trim();
}
