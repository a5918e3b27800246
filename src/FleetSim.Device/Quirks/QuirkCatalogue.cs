namespace FleetSim.Device.Quirks;

/// <summary>All quirks of handsets, in the order of the matrix: one for each row that is a handset's duty.</summary>
public static class QuirkCatalogue
{
    public static IReadOnlyList<Quirk> All { get; } =
    [
        .. SessionQuirks.UiMode, .. SessionQuirks.Alerts, .. RegistrationQuirks.All, .. CollectionQuirks.All, .. ConfigurationQuirks.All,
        .. FirmwareQuirks.All, .. ExceptionQuirks.All,
    ];

    /// <summary>By name or by row; null: there is none.</summary>
    public static Quirk? Find(string nameOrRow) => All.FirstOrDefault(quirk => quirk.Name == nameOrRow || quirk.Row == nameOrRow);
}
