using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FleetSim.Testing;

/// <summary>
/// A PostgreSQL of the tests' own: initdb into a temporary directory, loopback only, a free port. It ends and its directory goes
/// with the test process, however that ends. Linked into the test projects that need one.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    // postgres in the background; when the pipe closes it is stopped (fast), and unless a word came through the pipe its directory is removed.
    private const string Keeper = """directory=$1; shift; "$@" & pid=$!; read word || true; kill -INT $pid; wait $pid; [ -n "$word" ] || rm -rf "$directory" """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<PostgresServer> OfThisProcess = new(Create);

    private readonly string _home = Directory.CreateTempSubdirectory("fleetsim-postgres-").FullName;
    private readonly int _port = FreePort();
    private int _databases;
    private Process? _keeper;

    /// <summary>Why there is none on this machine; null: there is one.</summary>
    public static string? Missing => Binaries is null ? "needs PostgreSQL (Debian package postgresql)" : null;

    /// <summary>The one that all tests of a process share. Who stops a server uses one of his own.</summary>
    public static PostgresServer Shared => OfThisProcess.Value;

    private static string? Binaries =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Prepend("/usr/local/pgsql/bin")
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")) : [])
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));

    private string Data => Path.Combine(_home, "data");

    public static PostgresServer Create()
    {
        PostgresServer server = new();
        if (Environment.IsPrivilegedProcess) Run("chown", Unprivileged.User, server._home);
        Run(Unprivileged.Command([Path.Combine(Binaries!, "initdb"), "-D", server.Data, "-U", "fleetsim", "-A", "trust", "-E", "UTF8", "--no-locale"]));
        server.Start();
        return server;
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=fleetsim;Database={database}";

    /// <summary>An empty database that nobody else has; its connection string.</summary>
    public string NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        using NpgsqlConnection connection = new(ConnectionString("postgres"));
        connection.Open();
#pragma warning disable CA2100 // a name made here
        using NpgsqlCommand command = new($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    public void Start()
    {
        List<string> postgres = [Path.Combine(Binaries!, "postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
        ProcessStartInfo start = new("/bin/sh", ["-c", Keeper, "sh", _home, .. Unprivileged.Command(postgres)]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        _keeper = Process.Start(start)!;
        _keeper.ErrorDataReceived += (_, _) => { };
        _keeper.OutputDataReceived += (_, _) => { };
        _keeper.BeginErrorReadLine();
        _keeper.BeginOutputReadLine();
        WaitUntilReady();
    }

    /// <summary>Ends every connection, writes everything down and stops; the data stays.</summary>
    public void Stop()
    {
        _keeper!.StandardInput.WriteLine("stop");
        _keeper.StandardInput.Close();
        if (!_keeper.WaitForExit(Limit)) throw new TimeoutException("PostgreSQL did not stop.");
    }

    /// <summary>As after a loss of power: nothing is written down any more.</summary>
    public void Kill()
    {
        // SIGQUIT ends the server and its children at once; at the next start it recovers from its log.
        Run("kill", "-QUIT", File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());
        Stop();
    }

    /// <summary>For a server of one's own; the shared one goes with the process.</summary>
    public void Dispose()
    {
        if (!_keeper!.HasExited) Stop();
        Directory.Delete(_home, recursive: true);
    }

    private void WaitUntilReady()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using NpgsqlConnection connection = new(ConnectionString("postgres") + ";Pooling=false");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(start) < Limit && !_keeper!.HasExited)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Run(params List<string> command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {output}{errors.Result}");
    }

    /// <summary>PostgreSQL refuses to run as root; an ordinary user runs it as himself.</summary>
    private static class Unprivileged
    {
        public static string User { get; } = File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

        public static List<string> Command(List<string> command) =>
            Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", "--clear-groups", "--inh-caps=-all", .. command] : command;
    }
}
