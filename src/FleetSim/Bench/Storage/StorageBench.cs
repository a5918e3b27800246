using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Commands;

namespace FleetSim.Bench.Storage;

/// <summary><c>fleetsim bench storage</c>: what a durable state costs over plain batched SQL, on this machine.</summary>
internal static class StorageBench
{
    /// <summary>What docs/performance.md promises: CPU per durable state over plain SQL.</summary>
    private const double Gate = 2.0, Stretch = 1.5;

    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of the table.", DefaultValueFactory = _ => 200_000 };
    private static readonly Option<int> Writes = new("--writes") { Description = "Rows written in each measurement; a multiple of 2,000.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Connection string of a PostgreSQL database without a fleet; measured beside SQLite." };
    private static readonly Option<bool> Json = new("--json") { Description = "For programs." };

    public static Command Create()
    {
        Command command = new("storage", "CPU per durable state through the store, over plain batched SQL on rows like them; five pairs in turns, median.") { Rows, Writes, Postgres, Json };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        (int rows, int writes) = (parsed.GetValue(Rows), parsed.GetValue(Writes));
        if (rows is < 2_000 or > 100_000_000) throw new ConfigurationException("--rows is a number from 2,000 to 100,000,000");
        if (writes < 2_000 || writes % 2_000 != 0) throw new ConfigurationException("--writes is a multiple of 2,000");
        TextWriter output = parsed.InvocationConfiguration.Output, told = parsed.InvocationConfiguration.Error;
        byte[] payload = StorageRig.Payload(1);
        List<StorageCost> costs = [await CostAsync(new BenchedSqlite(rows, payload), rows, writes, told)];
        if (parsed.GetValue(Postgres) is { } connection) costs.Add(await CostAsync(new BenchedPostgres(connection, rows, payload), rows, writes, told));
        StorageReport report = new(rows, writes, StorageRig.StateOctets, Gate, Stretch, costs);
        if (parsed.GetValue(Json)) await output.WriteLineAsync(JsonSerializer.Serialize(report, StorageJson.Default.StorageReport));
        else Show(report, output);
        return ExitCode.Passed;
    }

    private static async Task<StorageCost> CostAsync(IBenchedDatabase database, int rows, int writes, TextWriter told)
    {
        await using (database) return await new StorageRig(database, rows, writes).RunAsync(told.WriteLine);
    }

    private static void Show(StorageReport report, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.StateOctets} octets each, {report.Rows:N0} rows, {report.Writes:N0} writes to keys at random; CPU with the database's"));
        output.WriteLine($"{"database",-10}{"raw SQL",12}{"store",12}{"ratio",8}{"own CPU",9}{"raw/s",12}{"store/s",12}");
        foreach (StorageCost cost in report.Databases)
        {
            string own = cost.ClientRatio is { } client ? client.ToString("0.00", CultureInfo.InvariantCulture) : "-";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Database,-10}{cost.RawMicroseconds,9:0.0} µs{cost.StoreMicroseconds,9:0.0} µs{cost.Ratio,8:0.00}{own,9}{cost.RawPerSecond,12:N0}{cost.StatesPerSecond,12:N0}"));
        }
    }
}

/// <param name="Rows">Rows of the table.</param>
/// <param name="Writes">Rows written in each measurement.</param>
/// <param name="StateOctets">Octets of each state.</param>
/// <param name="Gate">The ratio that must hold.</param>
/// <param name="Stretch">The ratio that is wished for.</param>
/// <param name="Databases">What was measured.</param>
internal sealed record StorageReport(int Rows, int Writes, int StateOctets, double Gate, double Stretch, IReadOnlyList<StorageCost> Databases);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StorageReport))]
internal sealed partial class StorageJson : JsonSerializerContext;
