namespace FleetSim.Protocol.DevInf;

/// <summary>An element of a DevInf document, as it is: the format belongs to data synchronisation, and DM only needs to recognise it.</summary>
/// <param name="Name">As the document's own version names it: token 1C is Size in 1.1 and MaxSize in 1.2.</param>
/// <param name="Text">The text between its tags without white space around it; empty for an element with children.</param>
public sealed record DevInfElement(string Name, string Text, IReadOnlyList<DevInfElement> Children)
{
    /// <summary>The text of the first child of that name; null when there is none.</summary>
    public string? this[string child] => Children.FirstOrDefault(element => element.Name == child)?.Text;
}
