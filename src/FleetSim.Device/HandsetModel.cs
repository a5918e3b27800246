using FleetSim.Device.Behaviour;
using FleetSim.Device.Quirks;
using FleetSim.Device.Tree;

namespace FleetSim.Device;

/// <summary>One handset model: what it says of itself, its tree, and how its client behaves. Data: a description file (DDF), values and switches.</summary>
public sealed record HandsetModel
{
    /// <summary>Name in scenarios.</summary>
    public required string Id { get; init; }

    /// <summary>A sentence for people: what the model stands for.</summary>
    public string Description { get; init; } = "";

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    /// <summary>The version it leaves the factory with.</summary>
    public required string SoftwareVersion { get; init; }

    public string HardwareVersion { get; init; } = "1.0";

    public string Language { get; init; } = "zh-CN";

    /// <summary>The tree every handset of this model shares.</summary>
    public required TreeTemplate Tree { get; init; }

    /// <summary>Where the first FUMO object stands, without "./".</summary>
    public string FumoRoot { get; init; } = "FwUpdate";

    public DmBehaviour Dm { get; init; } = new();

    public AuthenticationBehaviour Authentication { get; init; } = new();

    public TreeBehaviour TreeBehaviour { get; init; } = new();

    public UiBehaviour Ui { get; init; } = new();

    public RegistrationBehaviour Registration { get; init; } = new();

    public FirmwareBehaviour Firmware { get; init; } = new();

    public HttpBehaviour Http { get; init; } = new();

    /// <summary>Deliberate deviations; none in a handset as it should be.</summary>
    public IReadOnlyList<Quirk> Quirks { get; init; } = [];
}
