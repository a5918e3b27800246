using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Behaviour;

/// <summary>When and how a model registers itself. The defaults are QB-E-008; the rest are habits of real vendors.</summary>
public sealed record RegistrationBehaviour
{
    /// <summary>False: the model knows no self-registration at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The operator's service number.</summary>
    public string ServiceNumber { get; init; } = RegistrationText.ServiceNumber;

    /// <summary>Source and destination port of both messages.</summary>
    public ushort Port { get; init; } = RegistrationText.Port;

    /// <summary>Nodes of number and port; where the description lets a server replace them, what it wrote counts (D1).</summary>
    public string NumberNode { get; init; } = "./Settings/SR/SRNumber";

    public string PortNode { get; init; } = "./Settings/SR/SRPort";

    public UplinkForm Uplink { get; init; } = UplinkForm.ImeiManModSw;

    /// <summary>Behind "IMEI:..." in the confirmation: registered (D6).</summary>
    public string SuccessText { get; init; } = "/1";

    /// <summary>Refused (D6).</summary>
    public string RefusalText { get; init; } = "/0";

    /// <summary>Prefixes of the IMSIs with which the model registers: MCC and MNC of its operator (REG-15).</summary>
    public IReadOnlyList<string> HomeNetworks { get; init; } = ["46000", "46002", "46007"];

    /// <summary>When the IMSI is stored. Other positions contradict REG-07; field clients have them.</summary>
    public MarkTime Mark { get; init; } = MarkTime.Confirmed;

    /// <summary>D5: true: the old mark goes when another SIM is registered without confirmation.</summary>
    public bool ClearsMark { get; init; }

    /// <summary>True: nothing is sent while roaming abroad.</summary>
    public bool SilentAbroad { get; init; }

    /// <summary>Sends again after a send that failed; 0: not before the next boot (N7).</summary>
    public int Resends { get; init; }

    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>True: a sender that only contains the number passes.</summary>
    public bool SenderMayContainNumber { get; init; }

    /// <summary>True: the confirmation is read from its first 'I' on.</summary>
    public bool ReadsFromFirstI { get; init; }

    /// <summary>True: a factory reset clears the mark (REG-08 says: unless a switch says so).</summary>
    public bool ResetClearsMark { get; init; }

    /// <summary>True when the SIM is of the operator whose handset this is (REG-15).</summary>
    public bool IsHome(Sim? sim) => sim is not null && sim.IsOf(HomeNetworks);
}

/// <summary>The fields of the registration message.</summary>
public enum UplinkForm
{
    /// <summary>IMEI:imei/manufacturer/model/version.</summary>
    ImeiManModSw,

    /// <summary>IMEI:imei/imsi/manufacturer/model/version: China Unicom.</summary>
    ImeiImsiManModSw,
}

/// <summary>When registration stores the SIM's IMSI.</summary>
public enum MarkTime
{
    /// <summary>When the platform has confirmed it (REG-07).</summary>
    Confirmed,

    /// <summary>When the network has taken the message.</summary>
    Accepted,
}
