namespace FleetSim.Protocol.Wbxml;

/// <summary>What a WBXML header says of the document behind it.</summary>
internal enum DocumentType
{
    /// <summary>A public id that is not known: the root element decides.</summary>
    Other,
    SyncMl,

    /// <summary>A management tree or a device description.</summary>
    Tree,
    DevInf,
}
