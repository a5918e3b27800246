using FleetSim.Device.Accounts;
using FleetSim.Device.Firmware;
using FleetSim.Device.Registration;
using FleetSim.Device.Ui;

namespace FleetSim.Device;

/// <summary>What survives power-off, and with it the little that an emulator must know to take a handset up again.</summary>
public sealed class NonVolatile
{
    public bool PoweredOn { get; set; }

    public bool HasSignal { get; set; } = true;

    public bool HasMemory { get; set; } = true;

    /// <summary>IMSI of the SIM with which registration succeeded last; 0: none. Only registration writes it (REG-08).</summary>
    public ulong RegisteredImsi { get; set; }

    public RegistrationPhase Registration { get; set; }

    /// <summary>The registration message is with the message centre, which has not delivered it to the platform yet.</summary>
    public bool UplinkPending { get; set; }

    /// <summary>Current software version; null: as from the factory.</summary>
    public string? Version { get; set; }

    /// <summary>Tries to send the registration message again in this boot.</summary>
    public int Resends { get; set; }

    /// <summary>The preset account's nonces and last notification.</summary>
    public AccountState Preset => PresetState ??= new AccountState();

    /// <summary>As <see cref="Preset"/>; null: as provisioned.</summary>
    internal AccountState? PresetState { get; set; }

    /// <summary>Accounts that came by bootstrap; null: none ever did.</summary>
    public List<AccountState>? Accounts { get; set; }

    /// <summary>Messages that went to the user's inbox because they are no DM's business; DM's own are never among them (REG-24).</summary>
    public int StoredMessages { get; set; }

    /// <summary>Nonces handed out so far: the occasion of the next draw.</summary>
    public int NoncesDrawn { get; set; }

    /// <summary>All that is held of firmware; null: nothing.</summary>
    public FirmwareMemory? Firmware { get; set; }

    /// <summary>The firmware jobs, one for each FUMO object at most, in the order of their commands.</summary>
    public IReadOnlyList<FirmwareJob> Jobs => Firmware?.Jobs ?? [];

    /// <summary>The firmware job that runs, else the newest that is not over for good; null: none.</summary>
    public FirmwareJob? Job => Firmware is null ? null
        : Jobs.FirstOrDefault(j => j.HasTurn) ?? Jobs.LastOrDefault(j => j.IsUnderWay) ?? Jobs.LastOrDefault(j => j.Phase != FumoPhase.Ended);

    /// <summary>True while the handset would go on by itself when it is taken up again: a message to hand over, a job to end, a report to be answered, a server to contact.</summary>
    public bool IsUnfinished => PoweredOn
        && (UplinkPending || Registration == RegistrationPhase.Waiting || Accounts?.Exists(a => a.FirstContactDue) == true
            || (Firmware is { } memory && (memory.Reports.Count > 0 || memory.Jobs.Any(j => j.Phase != FumoPhase.Ended))));

    public void Add(FirmwareJob job) => (Firmware ??= new FirmwareMemory()).Add(job);

    public UiJournal Journal => KeptJournal ??= new UiJournal();

    /// <summary>As <see cref="Journal"/>; null: nothing was ever shown.</summary>
    internal UiJournal? KeptJournal { get; set; }

    public Odometer Odometer { get; } = new();
}
