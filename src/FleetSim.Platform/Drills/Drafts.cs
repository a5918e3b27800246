using FleetSim.Platform.Dm;
using FleetSim.Platform.Downloads;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Drills;

/// <summary>The answer to a registration message: command_status of the deliver_sm_resp. One that is not 0 means: not taken, nothing is booked.</summary>
internal sealed record UplinkDraft(uint Status);

/// <summary>What is about to go to the message centre on one occasion.</summary>
internal sealed record DownlinkDraft(DownlinkKind Kind, IReadOnlyList<Downlink> Messages);

/// <summary>A package #0 before it is signed.</summary>
internal sealed record NotificationDraft(Package0 Content, string Password, byte[] Nonce);

/// <summary>The judgement on a handset's credential.</summary>
/// <param name="Message">Number of the handset's message in its session, from 1.</param>
/// <param name="Type">The type a challenge names; the next credential must be of it.</param>
internal sealed record CredentialDraft(int Message, AuthenticationStep Step, AuthenticationType Type);

/// <summary>A nonce for a handset's next credential.</summary>
internal sealed record NonceDraft(byte[] Octets);

/// <summary>The scripts that a session carries out besides its job.</summary>
internal sealed record SessionDraft(IReadOnlyList<Script> Scripts);

/// <summary>A DM message before it is encoded.</summary>
/// <param name="Request">The handset's message that it answers.</param>
/// <param name="Previous">The server's last message with commands in this session; null before the first.</param>
/// <param name="DmUrl">Where this server listens.</param>
/// <param name="EndsSession">True: the session is over with it.</param>
internal sealed record MessageDraft(SyncMlMessage Message, SyncMlMessage Request, SyncMlMessage? Previous, string DmUrl, bool EndsSession);

/// <summary>A POST to the DM server.</summary>
/// <param name="Reply">Null while the request is unread; setting it then means that it stays so.</param>
/// <param name="CarriedReport">True when the request had an Alert 1226.</param>
internal sealed record DmExchange(WebRequest Request, WebReply? Reply, bool CarriedReport);

/// <summary>A descriptor before it is encoded.</summary>
internal sealed record DescriptorDraft(DownloadDescriptor Descriptor, FirmwarePackage Package);

/// <summary>The reply to the GET of a descriptor.</summary>
internal sealed record DescriptorReply(WebRequest Request, FirmwarePackage Package, WebReply Reply, string ObjectUrl);

/// <summary>The reply to the GET of an object.</summary>
internal sealed record ObjectReply(WebRequest Request, FirmwarePackage Package, WebReply Reply);
