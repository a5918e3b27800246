using FleetSim.Device.Accounts;
using FleetSim.Device.Firmware;
using FleetSim.Device.Session;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device;

/// <summary>What a handset has in hand between two steps and not in NV. An idle one has none of it, and most are idle.</summary>
internal sealed class UnderWay
{
    public DmSession? Session { get; set; }

    public GenuineNotification? Postponed { get; set; }

    public PendingBootstrap? Bootstrap { get; set; }

    public MessageReassembler? Parts { get; set; }

    public int FumoRequest { get; set; }

    public FirmwareJob? FumoOwner { get; set; }

    public UiSubject? OpenPrompt { get; set; }

    public bool IsNothing => this is { Session: null, Postponed: null, Bootstrap: null, Parts: null, FumoRequest: 0, FumoOwner: null, OpenPrompt: null };
}
