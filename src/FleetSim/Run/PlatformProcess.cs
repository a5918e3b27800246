using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FleetSim.Commands;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;

namespace FleetSim.Run;

/// <summary>The reference platform in a process of its own. It ends when its standard input ends, so it never outlives the run.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly HttpClient _http;

    private PlatformProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Base address of DM, download and control.</summary>
    public Uri Address { get; }

    public long PeakMemoryBytes { get; private set; }

    /// <summary>CPU time of its process so far; null once it is gone.</summary>
    public double? CpuSeconds
    {
        get
        {
            try
            {
                return Math.Round(_process.TotalProcessorTime.TotalSeconds, 2);
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>Starts it and waits until it may be used.</summary>
    /// <exception cref="ConfigurationException">It did not start; with its own words.</exception>
    public static async Task<PlatformProcess> StartAsync(PlatformOptions options, string directory, CancellationToken stop)
    {
        string config = Path.Combine(directory, "platform.json");
        await File.WriteAllTextAsync(config, PlatformOptionsFile.Write(options), stop);
        Process process = Process.Start(OwnProgram.With("platform", "--config", config)) ?? throw new ConfigurationException("The platform's process could not be started.");
        Task<string> complaints = process.StandardError.ReadToEndAsync(stop);
        string? line = await process.StandardOutput.ReadLineAsync(stop).AsTask().WaitAsync(StartLimit, stop);
        if (line is not null)
        {
            using JsonDocument ready = JsonDocument.Parse(line);
            return new PlatformProcess(process, new Uri(ready.RootElement.GetProperty("http").GetString()!));
        }

        throw new ConfigurationException((await complaints).Trim());
    }

    public async Task<IReadOnlyList<PackageInfo>> PackagesAsync(CancellationToken stop) =>
        await _http.GetFromJsonAsync<PackageInfo[]>("/control/packages", Json, stop) ?? [];

    public async Task<PlatformStatus> StatusAsync(CancellationToken stop)
    {
        ReadMemory();
        return await _http.GetFromJsonAsync<PlatformStatus>("/control/status", Json, stop) ?? throw new HttpRequestException("The platform gave no status.");
    }

    /// <summary>Lets it bind to these message centres, and to no others.</summary>
    public async Task BindAsync(IReadOnlyList<string> centres, CancellationToken stop)
    {
        if (centres.Count == 0) return;
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("/control/centres", centres, Json, stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets collection and campaign begin; nothing changes when they have.</summary>
    public async Task StartWavesAsync(CancellationToken stop)
    {
        foreach (string wave in (string[])["collect", "firmware"])
        {
            using HttpResponseMessage answer = await _http.PostAsync(new Uri($"/control/{wave}/start", UriKind.Relative), null, stop);
            answer.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        ReadMemory();
        _http.Dispose();
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void ReadMemory()
    {
        if (_process.HasExited) return;
        _process.Refresh();
        PeakMemoryBytes = Math.Max(PeakMemoryBytes, _process.PeakWorkingSet64);
    }
}
