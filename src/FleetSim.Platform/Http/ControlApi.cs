using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Platform.Engine;

namespace FleetSim.Platform.Http;

/// <summary>The control API below /control: state as JSON, and the start of the waves.</summary>
internal sealed class ControlApi(PlatformEngine engine, Func<PlatformStatus> status)
{
    private const string Json = "application/json";

    /// <summary>Answers a request; null when the path is not below /control.</summary>
    public WebReply? Handle(WebRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/control/status") => new WebReply(200) { ContentType = Json, Body = JsonSerializer.SerializeToUtf8Bytes(status(), ControlJson.Default.PlatformStatus) },
        ("GET", "/control/packages") => new WebReply(200) { ContentType = Json, Body = JsonSerializer.SerializeToUtf8Bytes(engine.Packages(), ControlJson.Default.IReadOnlyListPackageInfo) },
        ("POST", "/control/collect/start") => Started(engine.StartCollect),
        ("POST", "/control/firmware/start") => Started(engine.StartFirmware),
        (_, "/control/status" or "/control/packages" or "/control/collect/start" or "/control/firmware/start") => new WebReply(405),
        _ => null,
    };

    private static WebReply Started(Action start)
    {
        start();
        return new WebReply(204);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformStatus))]
[JsonSerializable(typeof(IReadOnlyList<PackageInfo>))]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>The one line the program writes when it may be used.</summary>
/// <param name="Ready">Always true.</param>
/// <param name="Http">Base URL of DM, download and control.</param>
internal sealed record ReadyLine(bool Ready, string Http);
