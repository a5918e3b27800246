namespace FleetSim.Storage.Tests;

/// <summary>The child process of the crash tests: writes without end and prints each acknowledgement as "key version .".</summary>
internal static class CrashWriter
{
    public const string Variable = "FLEETSIM_TEST_CRASH_WRITER";
    private const int Writers = 32;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1); // should the parent die before it kills

    public static string? StateFile => Environment.GetEnvironmentVariable(Variable);

    public static void Run(string path)
    {
        var store = SqliteStateStore.Open(new StateStoreOptions { Path = path });
        Task.WaitAll([.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteForever(store, writer)))], Limit);
    }

    private static async Task WriteForever(SqliteStateStore store, int writer)
    {
        for (long version = 0; ; version++)
        {
            for (int i = 0; i < 10; i++)
            {
                long key = (writer * 10) + i;
                await store.WriteAsync(key, version, BitConverter.GetBytes(version + 1));
                Console.WriteLine($"{key} {version + 1} .");
            }
        }
    }
}
