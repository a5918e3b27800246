namespace FleetSim.Device.Firmware;

/// <summary>A package whose download the user has cancelled (EXC-02).</summary>
/// <param name="Url">PkgURL.</param>
/// <param name="Name">The descriptor's name; null when none was read.</param>
/// <param name="Size">Its octets: names such as update.zip are given to many packages.</param>
public sealed record CancelledPackage(string Url, string? Name, long Size);

/// <summary>All that NV holds of firmware. Each list is null while there is nothing to hold.</summary>
public sealed class FirmwareMemory
{
    /// <summary>Cancelled packages that are remembered; the oldest makes room.</summary>
    public const int CancelledLimit = 8;

    /// <summary>Installed parts that are remembered; the oldest makes room.</summary>
    public const int PartsLimit = 16;

    /// <summary>Reports about one object that may be owed at a time; a further Exec is answered 403.</summary>
    public const int ReportsLimit = 8;

    private List<FirmwareJob>? _jobs;
    private List<OwedReport>? _reports;
    private List<CancelledPackage>? _cancelled;
    private List<string>? _parts;

    /// <summary>In the order of their commands.</summary>
    public IReadOnlyList<FirmwareJob> Jobs => _jobs ?? (IReadOnlyList<FirmwareJob>)[];

    /// <summary>Reports that are owed, oldest first.</summary>
    public IReadOnlyList<OwedReport> Reports => _reports ?? (IReadOnlyList<OwedReport>)[];

    public IReadOnlyList<CancelledPackage> Cancelled => _cancelled ?? (IReadOnlyList<CancelledPackage>)[];

    /// <summary>Names of the intermediate packages that are installed on top of the version.</summary>
    public IReadOnlyList<string> Parts => _parts ?? (IReadOnlyList<string>)[];

    public bool IsEmpty => Jobs.Count + Reports.Count + Cancelled.Count + Parts.Count == 0;

    /// <summary>The job of a FUMO object.</summary>
    public FirmwareJob? JobOf(string root) => _jobs?.Find(j => j.Root == root);

    /// <summary>Takes a job; the one that its object had before is gone.</summary>
    public void Add(FirmwareJob job)
    {
        _jobs?.RemoveAll(j => j.Root == job.Root);
        (_jobs ??= new List<FirmwareJob>(1)).Add(job);
    }

    public void Remove(FirmwareJob job)
    {
        _jobs?.Remove(job);
        if (_jobs is { Count: 0 }) _jobs = null;
    }

    public void Add(OwedReport report) => (_reports ??= new List<OwedReport>(1)).Add(report);

    public void Remove(OwedReport report)
    {
        _reports?.Remove(report);
        if (_reports is { Count: 0 }) _reports = null;
    }

    public void Add(CancelledPackage cancelled)
    {
        _cancelled ??= new List<CancelledPackage>(1);
        _cancelled.RemoveAll(c => c.Url == cancelled.Url);
        if (_cancelled.Count == CancelledLimit) _cancelled.RemoveAt(0);
        _cancelled.Add(cancelled);
    }

    public void AddPart(string name)
    {
        _parts ??= new List<string>(1);
        _parts.Remove(name);
        if (_parts.Count == PartsLimit) _parts.RemoveAt(0);
        _parts.Add(name);
    }

    /// <summary>The final package is installed: its parts are in the version now.</summary>
    public void ForgetParts() => _parts = null;
}
