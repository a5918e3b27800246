using System.Text.Json.Serialization;
using FleetSim.Bench.Memory;
using FleetSim.Bench.Session;
using FleetSim.Bench.Sms;

namespace FleetSim.Bench;

/// <summary>What the benches print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HandsetWeight[]))]
[JsonSerializable(typeof(MemoryReport))]
[JsonSerializable(typeof(SessionReport))]
[JsonSerializable(typeof(SmsReport))]
internal sealed partial class BenchJson : JsonSerializerContext;

/// <summary>What processes of a bench say to each other: one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MemoryLifeReport))]
[JsonSerializable(typeof(RecordedPost[][]))]
internal sealed partial class BenchLineJson : JsonSerializerContext;
