namespace FleetSim.Protocol.Bootstrap;

/// <summary>Collects the elements of a document as a decoder meets them; minds depth and count. Not for use after <see cref="Reason"/> is set.</summary>
internal sealed class ProvisioningBuilder
{
    private readonly Stack<Open> _open = new();
    private int _elements;

    /// <summary>What does not belong where it stands; null while all is well.</summary>
    public string? Reason { get; private set; }

    /// <summary>The document, once its root was closed.</summary>
    public ProvisioningDocument? Document { get; private set; }

    public bool HasRoot => _open.Count > 0 || Document is not null;

    public void StartRoot(string? version)
    {
        if (HasRoot) Fault("a second root");
        else _open.Push(new Open(version));
    }

    public void StartCharacteristic(string? type)
    {
        if (type is null) Fault("a characteristic without type");
        else if (_open.Count == 0) Fault("a characteristic outside of a document");
        else if (_open.Count > ProvisioningLimits.Depth) Fault("characteristics are nested deeper than the limit allows");
        else if (Count()) _open.Push(new Open(type));
    }

    public void Add(string? name, string? value)
    {
        if (name is null) Fault("a parm without name");
        else if (_open.Count < 2) Fault("a parm outside of a characteristic");
        else if (Count()) _open.Peek().Parms.Add(new Parm(name, value));
    }

    /// <summary>Closes the innermost characteristic, or the root.</summary>
    public void End()
    {
        if (_open.Count == 0)
        {
            Fault("an end without a start");
            return;
        }

        Open closed = _open.Pop();
        if (_open.Count == 0) Document = new ProvisioningDocument(closed.Name, closed.Inner);
        else _open.Peek().Inner.Add(new Characteristic(closed.Name!, closed.Parms, closed.Inner));
    }

    private bool Count()
    {
        if (++_elements > ProvisioningLimits.Elements) Fault("more elements than the limit allows");
        return Reason is null;
    }

    private void Fault(string reason) => Reason ??= reason;

    private sealed record Open(string? Name)
    {
        public List<Parm> Parms { get; } = [];

        public List<Characteristic> Inner { get; } = [];
    }
}
