using System.Collections.Frozen;

namespace FleetSim.Protocol.SyncMl;

/// <summary>The hundreds of a status code: how a code that nobody knows is treated.</summary>
public enum StatusClass
{
    /// <summary>Below 100 or above 599: no status code at all.</summary>
    None = 0,
    Informational = 1,
    Successful = 2,
    Redirection = 3,
    /// <summary>What the originator of the command did wrong.</summary>
    OriginatorFault = 4,
    /// <summary>What the recipient of the command could not do.</summary>
    RecipientFault = 5,
}

/// <summary>What a status code says.</summary>
/// <param name="Name">Few words, English, for people.</param>
/// <param name="IsKnown">False when only the class is known.</param>
/// <param name="Clause">Where it is defined: "DM" for codes of OMA-TS-DM_RepPro-V1_2_1, response status codes; "SyncML" for those only in the general list (OMA-TS-SyncML-RepPro-V1_2_2, 10).</param>
public readonly record struct StatusMeaning(int Code, string Name, StatusClass Class, bool IsKnown, string Clause)
{
    private static readonly FrozenDictionary<int, (string Name, string Clause)> Names = Build();

    /// <summary>Every code that has a meaning, ascending.</summary>
    public static IEnumerable<int> Known => Names.Keys.Order();

    /// <summary>The meaning of any number: one unknown by its class.</summary>
    public static StatusMeaning Of(int code)
    {
        StatusClass hundreds = ClassOf(code);
        return Names.TryGetValue(code, out var entry)
            ? new StatusMeaning(code, entry.Name, hundreds, true, entry.Clause)
            : new StatusMeaning(code, NameOf(hundreds), hundreds, false, "");
    }

    public static StatusClass ClassOf(int code) => code is >= 100 and <= 599 ? (StatusClass)(code / 100) : StatusClass.None;

    private static string NameOf(StatusClass hundreds) => hundreds switch
    {
        StatusClass.Informational => "informational",
        StatusClass.Successful => "success",
        StatusClass.Redirection => "redirection",
        StatusClass.OriginatorFault => "fault of the originator",
        StatusClass.RecipientFault => "fault of the recipient",
        _ => "not a status code",
    };

    private static FrozenDictionary<int, (string, string)> Build()
    {
        Dictionary<int, (string, string)> all = [];
        foreach ((int code, string name) in StatusNames.Dm) all.Add(code, (name, "DM"));
        foreach ((int code, string name) in StatusNames.General) all.Add(code, (name, "SyncML"));
        return all.ToFrozenDictionary();
    }
}
