namespace FleetSim.Storage.Commit;

/// <summary>What is written without a version: the last one wins, and to apply it twice does no harm.</summary>
internal abstract record StateChange
{
    private StateChange()
    {
    }

    /// <summary>How much of a batch's row limit it takes.</summary>
    public abstract int Rows { get; }

    public sealed record PutMessages(IReadOnlyCollection<StoredMessage> Messages) : StateChange
    {
        public override int Rows => Messages.Count;
    }

    public sealed record RemoveMessages(IReadOnlyCollection<long> Ids) : StateChange
    {
        public override int Rows => Ids.Count;
    }

    public sealed record SetNote(string Name, string Value) : StateChange
    {
        public override int Rows => 1;
    }
}
