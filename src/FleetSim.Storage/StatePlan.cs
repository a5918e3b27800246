using FleetSim.Storage.Configuration;
using FleetSim.Storage.Control;
using FleetSim.Storage.Transfer;
using FleetSim.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FleetSim.Storage;

/// <summary>
/// Where a fleet's state lies, as <c>orleans.config.json</c> and the state directory say together. Handsets go through our group commit
/// (<c>FleetBatch</c>) or through Orleans' AdoNet provider, each on SQLite or PostgreSQL; messages and notes are always in our own tables.
/// </summary>
public sealed class StatePlan
{
    private const string Storage = "Orleans:GrainStorage", Handsets = Storage + ":handsets", Grains = Storage + ":control", AdoNet = "AdoNet", FleetBatch = "FleetBatch";

    private readonly FleetDatabase _fleet;
    private readonly OrleansRows? _rows;
    private readonly List<ControlDatabase> _control;
    private readonly string _serviceId;
    private readonly ControlDatabase _grains;

    private StatePlan(FleetDatabase fleet, OrleansRows? rows, ControlDatabase grains, List<ControlDatabase> control, string serviceId, List<KeyValuePair<string, string?>> settings) =>
        (_fleet, _rows, _grains, _control, _serviceId, Settings) = (fleet, rows, grains, control, serviceId, settings);

    /// <summary>The states of control-plane grains.</summary>
    internal ControlTable ControlTable => new(_grains.Rows(_serviceId));

    /// <summary>To be added to the configuration before Orleans reads it: connection strings as its providers need them.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; }

    /// <summary>The database of handsets, messages and notes, for the operator.</summary>
    public string Name => _fleet.Name;

    /// <summary>The handsets' provider has a single writer, and many calls at once only wait for each other.</summary>
    public bool OneAtATime { get; private init; }

    /// <summary>True when a run has left its state here.</summary>
    /// <exception cref="StateStoreException">The database cannot be asked.</exception>
    public bool HasRun => _fleet.HasRun;

    /// <summary>The plan of a state directory that says nothing else: SQLite files in it.</summary>
    public static StatePlan InDirectory(string stateDirectory) => Read(new ConfigurationBuilder().AddInMemoryCollection(
        [new($"{Handsets}:ProviderType", FleetBatch), new($"{Grains}:ProviderType", AdoNet), new($"{Grains}:Invariant", ControlDatabase.Sqlite)]).Build(), stateDirectory);

    /// <param name="configuration">All of orleans.config.json, <c>ConnectionStrings</c> included.</param>
    /// <param name="stateDirectory">Where SQLite files lie.</param>
    /// <exception cref="StateStoreException">What the file says makes no sense; one sentence.</exception>
    public static StatePlan Read(IConfiguration configuration, string stateDirectory)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ConnectionSection Section(string path) => new(configuration.GetSection(path), configuration, stateDirectory);
        string serviceId = configuration["Orleans:ServiceId"] ?? "default";
        ConnectionSection handsets = Section(Handsets);
        if (handsets.Provider is not (FleetBatch or AdoNet)) throw handsets.Mistake($"has the ProviderType '{handsets.Provider}'; there are: {FleetBatch}, {AdoNet}");

        List<KeyValuePair<string, string?>> settings = [];
        List<ControlDatabase> control = [];
        foreach (ConnectionSection section in AdoNetSections(configuration).Select(Section))
        {
            ControlDatabase database = section.Control();
            settings.Add(new($"{section.Path}:ConnectionString", database.ConnectionString));
            if (!control.Contains(database)) control.Add(database);
        }
        if (handsets.Provider == FleetBatch) return new StatePlan(handsets.Fleet(), null, Section(Grains).Control(), control, serviceId, settings);

        if (handsets.Serializer is not (null or SnapshotRow.Key)) throw handsets.Mistake($"has the SerializerKey '{handsets.Serializer}'; handsets are written with '{SnapshotRow.Key}'");
        settings.Add(new($"{Handsets}:SerializerKey", SnapshotRow.Key));
        return new StatePlan(handsets.Fleet(), handsets.Control().Rows(serviceId), Section(Grains).Control(), control, serviceId, settings) { OneAtATime = handsets.Control().IsSqlite };
    }

    /// <summary>Opens the store of handsets, messages and notes.</summary>
    /// <exception cref="StateStoreException">It cannot be used, or its tables are missing or of another version.</exception>
    public IStateStore Open(StorageMetrics? metrics = null)
    {
        IStateStore own = _fleet.Open(metrics);
        return _rows is null ? own : new OrleansStateStore(_rows, own);
    }

    /// <inheritdoc cref="Open"/>
    public IStateReader OpenReader()
    {
        IStateReader own = _fleet.OpenReader();
        return _rows is null ? own : new OrleansStateReader(_rows, own);
    }

    /// <summary>Begins to write a whole fleet at once: for seeding, and for one that comes from elsewhere.</summary>
    /// <param name="replace">True: what is there goes with the commit. False: a store that holds anything is refused.</param>
    /// <exception cref="StateStoreException">The store is not empty or cannot be used, or its handsets are kept by Orleans' provider.</exception>
    public IFleetImport BeginImport(bool replace) => _rows is null ? _fleet.BeginImport(replace)
        : throw new StateStoreException("Handsets that Orleans' AdoNet provider keeps cannot be written from outside; import the fleet with \"ProviderType\": \"FleetBatch\".");

    /// <summary>To be called before a node starts: makes what belongs to one box, and finds that a shared database is ready.</summary>
    /// <exception cref="StateStoreException">A shared database is not ready; the sentence says what to do.</exception>
    public void Prepare()
    {
        foreach (ControlDatabase database in _control.Where(d => d.IsSqlite)) database.Apply();
        if (Problems() is [var problem, ..]) throw new StateStoreException(problem);
    }

    /// <summary>Makes all tables that are missing; harmless when they are there. Says of each database that it is ready.</summary>
    /// <exception cref="StateStoreException">A database cannot be reached, refuses, or has another version.</exception>
    public IEnumerable<string> Apply()
    {
        _fleet.Apply();
        yield return $"fleet    {_fleet.Name}";
        foreach (ControlDatabase database in _control)
        {
            database.Apply();
            yield return $"control  {database.Name}";
        }
    }

    /// <summary>What is missing or of another version, a sentence each.</summary>
    public IReadOnlyList<string> Problems() => [.. ((string?[])[_fleet.Problem(), .. _control.Select(d => d.Problem())]).OfType<string>()];

    /// <summary>Removes what an earlier run left, so that a new one begins with an empty fleet.</summary>
    /// <exception cref="StateStoreException">What is there is not ours, or of another version; nothing is touched.</exception>
    public void Clear()
    {
        if (Problems() is [var problem, ..]) throw new StateStoreException(problem);
        _fleet.Clear();
        foreach (ControlDatabase database in _control) database.Clear(_serviceId);
    }

    private static IEnumerable<string> AdoNetSections(IConfiguration configuration) =>
        from path in (string[])["Orleans:Clustering", "Orleans:Reminders", .. configuration.GetSection(Storage).GetChildren().Select(s => s.Path)]
        where configuration[$"{path}:ProviderType"] == AdoNet
        select path;
}
