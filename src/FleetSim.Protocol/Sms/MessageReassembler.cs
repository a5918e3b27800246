namespace FleetSim.Protocol.Sms;

/// <summary>What became of a part.</summary>
public enum ReassemblyOutcome
{
    /// <summary>The message is whole.</summary>
    Complete,

    /// <summary>Kept; others are missing.</summary>
    Kept,

    /// <summary>This part was there already, dropped.</summary>
    Duplicate,

    /// <summary>More messages or octets are waiting than the limits allow, dropped.</summary>
    NoRoom,
}

/// <summary>The answer to one part.</summary>
/// <param name="Message">The whole message, without <see cref="SmsUserData.Part"/>; null unless Complete.</param>
public readonly record struct Reassembly(ReassemblyOutcome Outcome, SmsUserData? Message);

/// <summary>What a reassembler keeps at most.</summary>
/// <param name="Messages">Unfinished messages at once.</param>
/// <param name="Octets">Octets of all their parts.</param>
/// <param name="Wait">How long a message waits after its first part came.</param>
public sealed record ReassemblyLimits(int Messages, int Octets, TimeSpan Wait)
{
    public static ReassemblyLimits Default { get; } = new(16, 64 * 1024, TimeSpan.FromMinutes(10));
}

/// <summary>
/// Puts the parts of concatenated short messages together: parts in any order, duplicates dropped, told apart by source, destination,
/// reference, total and ports. Deterministic, no clock: time comes with each call. Spec: 3GPP TS 23.040, 9.2.3.24.1.
/// A part whose message has been completed starts a new one (references come round again) and times out.
/// </summary>
public sealed class MessageReassembler(ReassemblyLimits? limits = null)
{
    private readonly ReassemblyLimits _limits = limits ?? ReassemblyLimits.Default;

    // In the order of their first parts: the oldest times out first.
    private readonly List<Unfinished> _waiting = [];

    /// <summary>Messages that wait for parts.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Octets of all parts kept.</summary>
    public int Octets { get; private set; }

    /// <summary>Takes one short message; one without a part number is complete at once.</summary>
    public Reassembly Receive(string source, string destination, SmsUserData data, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(data);
        Expire(at);
        if (data.Part is not { } part || part.Total == 1) return new(ReassemblyOutcome.Complete, data with { Part = null });
        if (part.Number < 1 || part.Number > part.Total) throw new ArgumentException("part number out of 1 to total", nameof(data));
        Key key = new(source, destination, part.Reference, part.Total, data.Ports);
        Unfinished? message = _waiting.Find(waiting => waiting.Key == key);
        if (message is not null && message.Parts.ContainsKey(part.Number)) return new(ReassemblyOutcome.Duplicate, null);
        if (Octets + data.Payload.Length > _limits.Octets || (message is null && _waiting.Count == _limits.Messages)) return new(ReassemblyOutcome.NoRoom, null);
        if (message is null) _waiting.Add(message = new Unfinished(key, at));
        message.Parts.Add(part.Number, data.Payload);
        Octets += data.Payload.Length;
        if (message.Parts.Count < part.Total) return new(ReassemblyOutcome.Kept, null);
        Remove(message);
        return new(ReassemblyOutcome.Complete, new SmsUserData(data.Ports, null, [.. message.Parts.Values.SelectMany(octets => octets)]));
    }

    /// <summary>Drops messages that have waited too long; how many. Times that go backwards drop nothing.</summary>
    public int Expire(DateTimeOffset at)
    {
        List<Unfinished> late = _waiting.FindAll(message => at - message.Since > _limits.Wait);
        foreach (Unfinished message in late) Remove(message);
        return late.Count;
    }

    private void Remove(Unfinished message)
    {
        _waiting.Remove(message);
        Octets -= message.Parts.Values.Sum(part => part.Length);
    }

    private readonly record struct Key(string Source, string Destination, int Reference, int Total, PortAddress? Ports);

    private sealed record Unfinished(Key Key, DateTimeOffset Since)
    {
        // By number, in its order. What a part takes does not depend on the total that it claims.
        public SortedList<int, byte[]> Parts { get; } = [];
    }
}
