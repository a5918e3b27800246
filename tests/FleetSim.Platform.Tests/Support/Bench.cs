using System.Text;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Tests.Support;

/// <summary>The engine in virtual time, its books a list.</summary>
internal sealed class Bench
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public Bench(PlatformOptions? options = null)
    {
        Options = options ?? new PlatformOptions();
        Engine = new PlatformEngine(Options, Entries.Add, Nonces.Seeded(7)) { BaseUrl = "http://127.0.0.1:1" };
    }

    public PlatformOptions Options { get; }

    public PlatformEngine Engine { get; }

    public List<BookEntry> Entries { get; } = [];

    public DateTimeOffset Now { get; private set; } = Start;

    public PlatformStatus Status => Engine.Status(true, 0, 0);

    public static PlatformOptions WithFirmware(double confirmShare = 0) => new()
    {
        Collect = new CollectOptions { Enabled = false },
        Firmware = new FirmwareOptions
        {
            Share = 1,
            ConfirmShare = confirmShare,
            UiModes = new UiModeShares { Background = 1 },
            Packages = [new PackageOptions { Name = "p1", Model = "M1", ToVersion = "V2", Octets = 1000 }],
        },
    };

    /// <summary>The options with drills that strike each time.</summary>
    public static PlatformOptions Drilled(PlatformOptions options, params string[] drills) => options with { Drills = [.. drills.Select(DrillOptions.Named)] };

    public static PlatformOptions Drilled(params string[] drills) => Drilled(new PlatformOptions(), drills);

    public static byte[] Uplink(Imei imei, string model = "M1", string version = "V1") =>
        UserData.Encode(new PortAddress(16998, 16998), null, Encoding.UTF8.GetBytes($"IMEI:{imei}/Maker/{model}/{version}"));

    public Downlink? Register(Imei imei, string msisdn = "13800000001", string model = "M1", string version = "V1")
    {
        Downlink? confirmation = Registered(Uplink(imei, model, version), msisdn).Downlinks.FirstOrDefault(d => d.Kind == DownlinkKind.Confirmation);
        if (confirmation is not null) Engine.OnSent(confirmation);
        return confirmation;
    }

    /// <summary>All that comes of a registration message.</summary>
    public UplinkReply Registered(byte[] uplink, string msisdn = "13800000001", string number = "10654040") =>
        Engine.OnShortMessage(msisdn, number, uplink, true, Now);

    /// <summary>Lets time pass in ticks of 100 ms and returns what was sent meanwhile.</summary>
    public IReadOnlyList<Downlink> Pass(double seconds)
    {
        List<Downlink> sent = [];
        for (int tick = 0; tick < (int)Math.Round(seconds * 10); tick++)
        {
            Now += TimeSpan.FromMilliseconds(100);
            sent.AddRange(Engine.Tick(Now, int.MaxValue));
        }

        return sent;
    }

    public WebReply Http(WebRequest request) => Engine.Handle(request, Now) ?? throw new InvalidOperationException("no such path");

    /// <summary>The newest row with that key; null without one.</summary>
    public T? Last<T>(Func<T, bool>? where = null)
        where T : BookEntry => Entries.OfType<T>().LastOrDefault(where ?? (_ => true));

    public string JobState(string kind) => Last<BookEntry.Job>(j => j.Kind == kind)?.State ?? "none";

    public string? Collected(string path) => Last<BookEntry.Collected>(c => c.Path == path)?.Value;
}
