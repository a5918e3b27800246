using System.Globalization;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Interaction;

/// <summary>How a client answers when MAXDT passes. Field clients differ.</summary>
public enum TimeoutAnswer
{
    /// <summary>408.</summary>
    Bare,

    /// <summary>408 and the values of DR as Items, for inputs and choices (Motorola).</summary>
    WithDefaults,

    /// <summary>As if the user had answered with DR; 408 without a DR.</summary>
    DefaultsAsAnswer,
}

/// <summary>
/// What the user did, and how a Status says it. Spec: OMA-TS-DM_Protocol-V1_2_1, 10.
/// <code>
/// shown, yes 200 | no 304 | text 200 + Item | number(s) 200 + one Item each | cancelled 214 | MAXDT passed 408 | no user interface 406
/// </code>
/// </summary>
/// <param name="Code">Status of the Alert.</param>
/// <param name="Values">Data of the Items: a text, or numbers from 1.</param>
public sealed record InteractionAnswer(int Code, IReadOnlyList<string> Values)
{
    public static InteractionAnswer Shown { get; } = new(StatusCode.Ok, []);

    public static InteractionAnswer Yes { get; } = new(StatusCode.Ok, []);

    public static InteractionAnswer No { get; } = new(StatusCode.NotModified, []);

    public static InteractionAnswer Cancelled { get; } = new(StatusCode.UserCancelled, []);

    public static InteractionAnswer Unsupported { get; } = new(StatusCode.OptionalFeatureNotSupported, []);

    public static InteractionAnswer CannotBeShown { get; } = new(StatusCode.CannotBeShown, []);

    /// <summary>The Items of the Status.</summary>
    public IReadOnlyList<Item> Items => [.. Values.Select(value => new Item { Data = value })];

    public static InteractionAnswer Typed(string text) => new(StatusCode.Ok, [text]);

    public static InteractionAnswer Chosen(params IEnumerable<int> numbers) => new(StatusCode.Ok, [.. numbers.Select(Text)]);

    /// <summary>The answer when nobody answered in time.</summary>
    public static InteractionAnswer TimedOut(InteractionRequest request, TimeoutAnswer manner)
    {
        InteractionAnswer? initial = manner == TimeoutAnswer.Bare ? null : Default(request);
        return initial is null ? new(StatusCode.RequestTimeout, [])
            : manner == TimeoutAnswer.DefaultsAsAnswer ? initial
            : new(StatusCode.RequestTimeout, initial.Values);
    }

    /// <summary>Reads a client's Status as a server: null for a code that answers no interaction, or values that do not fit the request.</summary>
    public static InteractionAnswer? Read(InteractionRequest request, Command.Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        List<string> values = [.. status.Items.Select(item => item.Data?.Text.Trim() ?? "")];
        if (!CommandStatuses.IsListed("Alert", status.Code)) return null;
        if (status.Code != StatusCode.Ok) return new(status.Code, values);
        return request switch
        {
            InteractionRequest.TextInput => values.Count == 1 ? new(status.Code, values) : null,
            InteractionRequest.SingleChoice single => values.Count == 1 && IsNumber(values[0], single.Choices.Count) ? new(status.Code, values) : null,
            InteractionRequest.MultipleChoice multiple => values.TrueForAll(value => IsNumber(value, multiple.Choices.Count)) ? new(status.Code, values) : null,
            _ => new(status.Code, []),
        };
    }

    public bool Equals(InteractionAnswer? other) => other is not null && Code == other.Code && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Code, Values.Count);

    /// <summary>DR as an answer; null when there is none.</summary>
    private static InteractionAnswer? Default(InteractionRequest request) => request switch
    {
        InteractionRequest.Confirm confirm => confirm.Default switch { true => Yes, false => No, _ => null },
        InteractionRequest.TextInput input => input.Options.Default is { } text ? Typed(text) : null,
        InteractionRequest.SingleChoice single => single.Default is { } number ? Chosen(number) : null,
        InteractionRequest.MultipleChoice multiple => multiple.Defaults is { Count: > 0 } numbers ? Chosen(numbers) : null,
        _ => null,
    };

    private static bool IsNumber(string value, int choices) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= choices;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
