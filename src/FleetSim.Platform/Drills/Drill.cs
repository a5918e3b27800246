namespace FleetSim.Platform.Drills;

/// <summary>Where in the platform a drill strikes.</summary>
internal enum DrillPoint
{
    /// <summary>A registration message was taken and is about to be acknowledged.</summary>
    Uplink,

    /// <summary>A confirmation is about to be sent.</summary>
    Confirmation,

    /// <summary>A package #0 is about to be sent: its content, or its short message.</summary>
    Notification,

    /// <summary>The handset's credential was judged, or a nonce for it made.</summary>
    Credential,

    /// <summary>The session's errands are being chosen: the drill adds commands of its own.</summary>
    Session,

    /// <summary>A DM message is about to be encoded.</summary>
    Message,

    /// <summary>A POST to the DM server, unread or answered.</summary>
    DmExchange,

    /// <summary>A download descriptor, its content or its reply.</summary>
    Descriptor,

    /// <summary>A reply of the object server.</summary>
    Object,
}

/// <summary>Something that the platform can be told to do wrong.</summary>
/// <param name="Name">The word for it in options, control API and counts.</param>
/// <param name="At">Where it strikes.</param>
/// <param name="Sentence">What goes out, or does not, in one sentence.</param>
/// <param name="Breaks">The row of the conformance matrix or the rule that the platform then breaks, or that the handset's side is tried with.</param>
/// <param name="Strike">What is changed.</param>
internal sealed record Drill(string Name, DrillPoint At, string Sentence, string Breaks, Strike Strike);
