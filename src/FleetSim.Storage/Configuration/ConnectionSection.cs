using System.Globalization;
using FleetSim.Storage.Control;
using FleetSim.Storage.Postgres;
using Microsoft.Extensions.Configuration;

namespace FleetSim.Storage.Configuration;

/// <summary>A section of orleans.config.json that names a database: <c>Invariant</c>, and <c>ConnectionName</c> or <c>ConnectionString</c>.</summary>
internal sealed class ConnectionSection(IConfigurationSection section, IConfiguration configuration, string stateDirectory)
{
    public string Path => section.Path;

    public string? Provider => section["ProviderType"];

    public string? Serializer => section["SerializerKey"];

    public string? Invariant => section["Invariant"];

    /// <summary>Where Orleans' tables are: as the section says, and without a word about it a file in the state directory.</summary>
    public ControlDatabase Control() => Invariant switch
    {
        ControlDatabase.Sqlite => new ControlDatabase(ControlDatabase.Sqlite, Given() ?? SqliteControl.ConnectionString(System.IO.Path.Combine(stateDirectory, "control.db"))),
        ControlDatabase.Postgres => new ControlDatabase(ControlDatabase.Postgres, ControlSchema.ConnectionString(Required())),
        _ => throw Mistake($"has the Invariant '{Invariant}'; there are: {ControlDatabase.Sqlite}, {ControlDatabase.Postgres}"),
    };

    /// <summary>Where our own tables are. Without an Invariant: a SQLite file in the state directory.</summary>
    public FleetDatabase Fleet() => Invariant switch
    {
        null or "Sqlite" or ControlDatabase.Sqlite => new SqliteFleet(System.IO.Path.Combine(stateDirectory, "handsets.db")),
        ControlDatabase.Postgres => new PostgresFleet(new PostgresStoreOptions { ConnectionString = Required(), OutageLimit = OutageLimit() }),
        _ => throw Mistake($"has the Invariant '{Invariant}'; there are: Sqlite, {ControlDatabase.Postgres}"),
    };

    public StateStoreException Mistake(string what) => new($"orleans.config.json: {section.Path} {what}.");

    private TimeSpan OutageLimit()
    {
        if (section["OutageLimit"] is not { } text) return new PostgresStoreOptions { ConnectionString = "" }.OutageLimit;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan limit) && limit >= TimeSpan.Zero
            ? limit : throw Mistake($"has the OutageLimit '{text}', which is no span of time such as 00:05:00");
    }

    private string? Given() => section["ConnectionString"] ?? (section["ConnectionName"] is { } name ? configuration.GetConnectionString(name) : null);

    private string Required() => Given() ?? throw Mistake(section["ConnectionName"] is { } name
        ? $"names the connection '{name}', but ConnectionStrings has no such entry (in the environment: ConnectionStrings__{name})"
        : "names no database: give it a ConnectionName and an entry in ConnectionStrings");
}
