using FleetSim.Platform.Drills;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Engine;

/// <summary>Takes the jobs that are due and makes their package #0. One thread at a time.</summary>
internal sealed class Notifier(PlatformOptions options, Campaign campaign, HandsetCatalogue handsets, DrillBoard drills)
{
    /// <summary>WAP push: destination port of the push client, and a source port of no meaning.</summary>
    private static readonly PortAddress PushPorts = new(WapPush.Port, 49154);

    /// <summary>Notification versions, ten times the number.</summary>
    private const int Dm11 = 10;
    private const int Dm12 = 11;

    /// <summary>Notifications due at that time, at most <paramref name="room"/> of them.</summary>
    public IReadOnlyList<Downlink> Due(DateTimeOffset now, int room)
    {
        List<Downlink> due = [];
        Take(campaign.Collect, now, room, due);
        Take(campaign.Firmware, now, room, due);
        return due;
    }

    private void Take(Wave wave, DateTimeOffset now, int room, List<Downlink> due)
    {
        while (due.Count < room && wave.TryTake(now, out Wave.Entry entry))
        {
            lock (entry.Device)
            {
                if (!entry.IsValid || Notify(entry.Device, entry.Job, now) is not { } downlinks) continue;
                wave.Charge();
                due.AddRange(downlinks);
            }
        }
    }

    private IReadOnlyList<Downlink>? Notify(ManagedDevice device, Job job, DateTimeOffset now)
    {
        if (device.Msisdn is not { } msisdn) return null;
        if (device.Session is { Ended: false })
        {
            campaign.Postpone(device, job, now);
            return null;
        }

        UiMode mode = ModeOf(device, job);
        if (job.Attempts >= options.Notify.MaxAttempts)
        {
            campaign.GiveUp(device, job, mode == UiMode.UserInteraction, now);
            return null;
        }

        job.Attempts++;
        job.SessionId = NextSessionId(device);
        byte[] userData = Encode(device, job, mode);
        campaign.Notified(device, job, now);
        Downlink honest = new(DownlinkKind.Notification, device.Imei, msisdn, device.Service ?? options.Registration.Number, userData);
        return drills.Apply(device.Imei, new DownlinkDraft(DownlinkKind.Notification, [honest])).Messages;
    }

    private byte[] Encode(ManagedDevice device, Job job, UiMode mode)
    {
        bool byDefault = WantsDefaultNonce(device, job);
        if (byDefault) device.DefaultNonceNotified = true;
        byte[] nonce = byDefault ? Nonces.Default.ToArray() : device.ServerNonce;
        Package0 notification = new()
        {
            Version = handsets.SpeaksDm11(device) ? Dm11 : Dm12,
            UiMode = mode,
            Initiator = Initiator.Server,
            SessionId = job.SessionId,
            ServerId = options.Account.ServerId,
        };
        NotificationDraft draft = drills.Apply(device.Imei, new NotificationDraft(notification, options.Account.ServerPassword, nonce));
        byte[] package = Package0Codec.Encode(draft.Content, draft.Password, draft.Nonce);
        return UserData.Encode(PushPorts, null, WapPush.EncodeNotification(++device.LastPush, package));
    }

    /// <summary>
    /// A handset that holds another nonce drops the notification without a word, so the last attempt uses the default nonce; after
    /// a session that broke off every second one does.
    /// </summary>
    private bool WantsDefaultNonce(ManagedDevice device, Job job) =>
        job.Attempts > 1 && (job.Attempts == options.Notify.MaxAttempts || (device.ServerNonceDoubtful && job.Attempts % 2 == 0));

    private ushort NextSessionId(ManagedDevice device)
    {
        ushort next = device.LastSessionId == 0
            ? (ushort)Draw.Bits(options.Seed, device.Imei, DrawPurpose.FirstSessionId)
            : (ushort)(device.LastSessionId + 1);
        return device.LastSessionId = next == 0 ? (ushort)1 : next;
    }

    /// <summary>Looking for the result of an update needs no user.</summary>
    private UiMode ModeOf(ManagedDevice device, Job job)
    {
        if (job.State is JobState.Reported or JobState.Accepted) return UiMode.Background;
        bool collect = job.Kind == JobKind.Collect;
        UiModeShares shares = collect ? options.Collect.UiModes : options.Firmware.UiModes;
        double draw = Draw.Unit(options.Seed, device.Imei, collect ? DrawPurpose.CollectUiMode : DrawPurpose.FirmwareUiMode);
        if ((draw -= shares.Background) < 0) return UiMode.Background;
        if ((draw -= shares.Informative) < 0) return UiMode.Informative;
        return draw - shares.UserInteraction < 0 ? UiMode.UserInteraction : UiMode.NotSpecified;
    }
}
