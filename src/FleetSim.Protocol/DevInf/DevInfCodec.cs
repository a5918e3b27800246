using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.DevInf;

/// <summary>Reads DevInf documents of 1.0 to 1.2 from WBXML (public id as number or as text) and XML. Spec: OMA-TS-DS_DevInf-V1_2.</summary>
public static class DevInfCodec
{
    /// <summary>One whole document; elements of no DevInf version are skipped and counted. A broken or shortened one is Invalid, as is another kind of document.</summary>
    public static Decoded<DevInfElement> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities) =>
        DocumentDecoder.Decode<DevInfReader, DevInfElement>(octets, encoding, limits, out oddities);

    public static Decoded<DevInfElement> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits = null) =>
        Decode(octets, encoding, limits, out _);
}
