namespace FleetSim.Protocol.SyncMl;

/// <summary>Which names and tokens a document is written in.</summary>
internal enum Vocabulary
{
    /// <summary>SyncML with MetInf inside: names are looked up in pages 0 and 1; in WBXML page 2 occurs inside Data.</summary>
    Message,

    /// <summary>A management tree or a device description: page 2, also in a document of its own.</summary>
    Tree,

    /// <summary>Device information of data synchronisation: a page 0 of its own.</summary>
    DevInf,
}
