using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Http;

/// <summary>The control API below /control: state as JSON, the start of the waves, the message centres, and the switches of the drills.</summary>
internal sealed class ControlApi(PlatformEngine engine, Func<PlatformStatus> status, Action<IReadOnlyList<(string Host, int Port)>> bind)
{
    private const string CentresPath = "/control/centres";

    private const string Json = "application/json";

    private const string DrillsPath = "/control/drills";

    /// <summary>Answers a request; null when the path is not below /control.</summary>
    public WebReply? Handle(WebRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/control/status") => Ok(JsonSerializer.SerializeToUtf8Bytes(status(), ControlJson.Default.PlatformStatus)),
        ("GET", "/control/packages") => Ok(JsonSerializer.SerializeToUtf8Bytes(engine.Packages(), ControlJson.Default.IReadOnlyListPackageInfo)),
        ("GET", DrillsPath) => Ok(JsonSerializer.SerializeToUtf8Bytes(engine.Drills(), ControlJson.Default.IReadOnlyListDrillInfo)),
        ("POST", "/control/collect/start") => Started(engine.StartCollect),
        ("POST", "/control/firmware/start") => Started(engine.StartFirmware),
        ("POST", CentresPath) => Bind(request),
        (_, CentresPath) => new WebReply(405),
        (_, DrillsPath) => Drilling(request, null),
        (_, "/control/status" or "/control/packages" or "/control/collect/start" or "/control/firmware/start") => new WebReply(405),
        (_, { } path) when path.StartsWith(DrillsPath + "/", StringComparison.Ordinal) => Drilling(request, path[(DrillsPath.Length + 1)..]),
        _ => null,
    };

    /// <summary>POST /control/drills with the drill as in the options switches it on, DELETE switches one or all off. From this machine only.</summary>
    private WebReply Drilling(WebRequest request, string? name)
    {
        if (!request.IsLocal) return new WebReply(403);
        switch (request.Method)
        {
            case "POST" when name is null:
                return SwitchOn(request);
            case "POST":
                return Switched(engine.SwitchDrill(DrillOptions.Named(name!)));
            case "DELETE":
                engine.SwitchDrillOff(name);
                return new WebReply(204);
            default:
                return new WebReply(405);
        }
    }

    /// <summary>POST /control/centres with a JSON array of "host:port": binds to these message centres and to no others. From this machine only.</summary>
    private WebReply Bind(WebRequest request)
    {
        if (!request.IsLocal) return new WebReply(403);
        try
        {
            string[] centres = JsonSerializer.Deserialize(request.Body.Span, ControlJson.Default.StringArray) ?? [];
            (string Host, int Port)?[] parsed = [.. centres.Select(Sms.MessageCentreAddress.Parse)];
            if (parsed.Length is 0 or > Sms.BindSet.Limit || Array.Exists(parsed, c => c is null)) return Switched([$"centres: 1 to {Sms.BindSet.Limit} of host:port"]);
            bind([.. parsed.Select(c => c!.Value)]);
            return new WebReply(204);
        }
        catch (JsonException fault)
        {
            return Switched([fault.Message]);
        }
    }

    private WebReply SwitchOn(WebRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize(request.Body.Span, OptionsJson.Default.DrillOptions) is { } drill
                ? Switched(engine.SwitchDrill(drill))
                : Switched(["drill: null is no value"]);
        }
        catch (JsonException fault)
        {
            return Switched([fault.Message]);
        }
    }

    private static WebReply Switched(IReadOnlyList<string> faults) => faults.Count == 0
        ? new WebReply(204)
        : new WebReply(400) { ContentType = "text/plain", Body = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', faults)) };

    private static WebReply Ok(byte[] json) => new(200) { ContentType = Json, Body = json };

    private static WebReply Started(Action start)
    {
        start();
        return new WebReply(204);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformStatus))]
[JsonSerializable(typeof(IReadOnlyList<PackageInfo>))]
[JsonSerializable(typeof(IReadOnlyList<DrillInfo>))]
[JsonSerializable(typeof(ReadyLine))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>The one line the program writes when it may be used.</summary>
/// <param name="Ready">Always true.</param>
/// <param name="Http">Base URL of DM, download and control.</param>
internal sealed record ReadyLine(bool Ready, string Http);
