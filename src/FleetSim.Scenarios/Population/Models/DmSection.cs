using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.dm: how the model speaks OMA DM.</summary>
internal static class DmSection
{
    /// <summary>The version field of package #0 has ten bits.</summary>
    private const int NotificationVersionLimit = 1023;

    public static DmBehaviour Read(ConfigSection section, DmBehaviour from)
    {
        DmBehaviour read = from with
        {
            Version = section.Choice("version", from.Version),
            Encoding = section.Choice("encoding", from.Encoding),
            Style = Style(section.Section("style"), from.Style),
            ContentType = section.OptionalText("contentType") is null ? from.ContentType : section.Text("contentType", "", ModelTexts.IsMediaType, ModelTexts.MediaTypeMust),
            SessionId = section.Choice("sessionId", from.SessionId),
            MaxMsgSize = (int)section.Whole("maxMsgSize", 1000, 1_048_576, from.MaxMsgSize),
            MaxObjSize = (int)section.Whole("maxObjSize", 1, int.MaxValue, from.MaxObjSize),
            LargeObjects = section.Switch("largeObjects", from.LargeObjects),
            DevInfo = section.Choice("devInfo", from.DevInfo),
            NotificationVersions = section.Wholes("notificationVersions", 0, NotificationVersionLimit, from.NotificationVersions),
            Atomic = section.Choice("atomic", from.Atomic),
            CopyStatus = (int)section.Whole("copyStatus", StatusCode.Ok, StatusCode.NotImplemented, from.CopyStatus),
            LostAnswer = section.Choice("lostAnswer", from.LostAnswer),
            LostAnswerRetries = (int)section.Whole("lostAnswerRetries", 0, 10, from.LostAnswerRetries),
            ObeysRespUri = section.Switch("obeysRespUri", from.ObeysRespUri),
        };
        if (read.CopyStatus is not (StatusCode.Ok or StatusCode.OptionalFeatureNotSupported or StatusCode.NotImplemented)) section.Fault("copyStatus", "must be 200, 406 or 501");
        section.Finish();
        return read;
    }

    private static SyncMlStyle? Style(ConfigSection section, SyncMlStyle? from)
    {
        if (!section.IsPresent) return from;
        SyncMlStyle style = from ?? SyncMlStyle.Default;
        style = style with
        {
            WbxmlVersion = (byte)section.Whole("wbxmlVersion", 1, 3, style.WbxmlVersion),
            PublicId = section.Choice("publicId", style.PublicId),
            StringTable = section.Choice("stringTable", style.StringTable),
            Data = section.Choice("data", style.Data),
            XmlDeclaration = section.Switch("xmlDeclaration", style.XmlDeclaration),
            Namespaces = section.Choice("namespaces", style.Namespaces),
            CData = section.Switch("cData", style.CData),
            Trees = section.Choice("trees", style.Trees),
        };
        section.Finish();
        return style;
    }
}
