using FleetSim.Storage.Postgres;
using FleetSim.Telemetry;

namespace FleetSim.Storage.Configuration;

/// <summary>FleetSim's schema in a PostgreSQL database, shared by all nodes.</summary>
internal sealed record PostgresFleet(PostgresStoreOptions Options) : FleetDatabase
{
    public override string Name => SchemaScript.Name(Options.ConnectionString);

    public override bool HasRun
    {
        get
        {
            FleetSchema.Require(Options.ConnectionString);
            return SchemaScript.Scalar(Options.ConnectionString, "SELECT EXISTS (SELECT FROM fleetsim.meta)");
        }
    }

    public override IStateStore Open(StorageMetrics? metrics) => PostgresStateStore.Open(Options, metrics);

    public override IStateReader OpenReader() => PostgresStateReader.Open(Options);

    public override IFleetImport BeginImport(bool replace) => new PostgresImport(Options.ConnectionString, replace);

    public override void Apply() => FleetSchema.Apply(Options.ConnectionString);

    public override string? Problem() => FleetSchema.Problem(Options.ConnectionString);

    public override void Clear()
    {
        FleetSchema.Require(Options.ConnectionString);
        SchemaScript.Run(Options.ConnectionString, "TRUNCATE fleetsim.state, fleetsim.message, fleetsim.meta");
    }
}
