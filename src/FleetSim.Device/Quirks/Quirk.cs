namespace FleetSim.Device.Quirks;

/// <summary>Changes what happens to a handset; null: it never happens.</summary>
internal delegate TerminalEvent? QuirkBefore(Terminal terminal, TerminalEvent happened);

/// <summary>Changes what a handset does, and what it keeps, after a step.</summary>
internal delegate void QuirkAfter(in StepContext context, TerminalEvent happened, List<TerminalAction> actions);

/// <summary>
/// A deliberate deviation of a handset: it breaks one row of the conformance matrix and nothing else. The handset itself knows
/// nothing of quirks: they stand around it, at its model, its events and its actions. Platforms can be tried against handsets that misbehave,
/// and each row's tests are proved by failing when the row's quirk is on.
/// </summary>
/// <param name="Row">The row it breaks, such as REG-07.</param>
/// <param name="Name">What a scenario calls it.</param>
/// <param name="Sentence">What such a handset does.</param>
public sealed record Quirk(string Row, string Name, string Sentence)
{
    /// <summary>The model with the deviation in its tree or switches; null: it is none of the model's.</summary>
    internal Func<HandsetModel, HandsetModel>? Model { get; init; }

    internal QuirkBefore? Before { get; init; }

    internal QuirkAfter? After { get; init; }

    /// <summary>The model with this quirk.</summary>
    public HandsetModel ApplyTo(HandsetModel model)
    {
        HandsetModel changed = Model is null ? model : Model(model);
        return changed with { Quirks = [.. model.Quirks, this] };
    }
}
