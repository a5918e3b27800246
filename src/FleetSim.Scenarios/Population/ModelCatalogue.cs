using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Objects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Population;

/// <summary>The handset models that ship with FleetSim. Makers and models are inventions.</summary>
public static class ModelCatalogue
{
    public static IReadOnlyList<HandsetModel> All { get; } =
    [
        Make("lotus-l1", "Lotus", "L1", "L1_1.0.0", SyncMlEncoding.Xml, decimalIds: false),
        Make("crane-c2", "Crane", "C2", "C2-1.0.0", SyncMlEncoding.Wbxml, decimalIds: false),
        Make("willow-w3", "Willow", "W3", "W3.1.0.0", SyncMlEncoding.Xml, decimalIds: true),
        Make("bamboo-b5", "Bamboo", "B5", "B5 V1.0.0", SyncMlEncoding.Wbxml, decimalIds: true),
    ];

    public static HandsetModel? Find(string id) => All.FirstOrDefault(m => m.Id == id);

    private static HandsetModel Make(string id, string maker, string model, string version, SyncMlEncoding encoding, bool decimalIds)
    {
        const string language = "zh-CN", hardware = "1.0", fumoRoot = "FwUpdate";
        return new HandsetModel
        {
            Id = id, Manufacturer = maker, Model = model, SoftwareVersion = version, HardwareVersion = hardware, Language = language,
            Dm = new DmBehaviour { Encoding = encoding, SessionId = decimalIds ? SessionIdForm.Decimal : SessionIdForm.Hex }, FumoRoot = fumoRoot, Tree = StandardTree.Build(maker, model, hardware, language, fumoRoot),
        };
    }
}
