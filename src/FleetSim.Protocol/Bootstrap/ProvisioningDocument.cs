namespace FleetSim.Protocol.Bootstrap;

/// <summary>
/// An OMA Client Provisioning document. Spec: OMA-WAP-TS-ProvCont-V1_1, Overview of Data Model. Only this order exists in it: parms of a characteristic, then the
/// characteristics inside it (a document that mixes them is read into this order).
/// </summary>
/// <param name="Version">"1.0", "1.1"; null when the root has no version.</param>
public sealed record ProvisioningDocument(string? Version, IReadOnlyList<Characteristic> Characteristics)
{
    /// <summary>The characteristics of a type at the top, in order.</summary>
    public IEnumerable<Characteristic> OfType(string type) => Characteristics.Where(characteristic => characteristic.Type == type);

    public bool Equals(ProvisioningDocument? other) =>
        other is not null && Version == other.Version && Characteristics.SequenceEqual(other.Characteristics);

    public override int GetHashCode() => HashCode.Combine(Version, Characteristics.Count);
}

/// <summary>A named group of parameters.</summary>
/// <param name="Type">PXLOGICAL, NAPDEF, APPLICATION...</param>
public sealed record Characteristic(string Type, IReadOnlyList<Parm> Parms, IReadOnlyList<Characteristic> Characteristics)
{
    public IEnumerable<Characteristic> OfType(string type) => Characteristics.Where(characteristic => characteristic.Type == type);

    /// <summary>The first value of a parameter; null when it is missing, empty when it has no value.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (Parm parm in Parms)
            {
                if (parm.Name == name) return parm.Value ?? "";
            }

            return null;
        }
    }

    /// <summary>Every value of a parameter, in order.</summary>
    public IEnumerable<string> All(string name) => Parms.Where(parm => parm.Name == name).Select(parm => parm.Value ?? "");

    public bool Equals(Characteristic? other) =>
        other is not null && Type == other.Type && Parms.SequenceEqual(other.Parms) && Characteristics.SequenceEqual(other.Characteristics);

    public override int GetHashCode() => HashCode.Combine(Type, Parms.Count, Characteristics.Count);
}

/// <summary>A parameter; <paramref name="Value"/> is null when the attribute is missing (the parameter's being there is what counts).</summary>
public readonly record struct Parm(string Name, string? Value);
