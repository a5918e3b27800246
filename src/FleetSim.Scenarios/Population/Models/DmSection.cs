using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.dm: how the model speaks OMA DM.</summary>
internal static class DmSection
{
    /// <summary>The version field of package #0 has ten bits.</summary>
    private const int NotificationVersionLimit = 1023;

    public static DmBehaviour Read(ConfigSection section, DmBehaviour given)
    {
        DmBehaviour read = given with
        {
            Version = section.Choice("version", given.Version),
            Encoding = section.Choice("encoding", given.Encoding),
            Style = Style(section.Section("style"), given.Style),
            ContentType = section.OptionalText("contentType", given.ContentType, ModelTexts.IsMediaType, ModelTexts.MediaTypeMust),
            SessionId = section.Choice("sessionId", given.SessionId),
            MaxMsgSize = (int)section.Whole("maxMsgSize", 1000, 1_048_576, given.MaxMsgSize),
            MaxObjSize = (int)section.Whole("maxObjSize", 1, int.MaxValue, given.MaxObjSize),
            LargeObjects = section.Switch("largeObjects", given.LargeObjects),
            DevInfo = section.Choice("devInfo", given.DevInfo),
            NotificationVersions = section.Wholes("notificationVersions", 0, NotificationVersionLimit, given.NotificationVersions),
            Atomic = section.Choice("atomic", given.Atomic),
            CopyStatus = (int)section.Whole("copyStatus", StatusCode.Ok, StatusCode.NotImplemented, given.CopyStatus),
            LostAnswer = section.Choice("lostAnswer", given.LostAnswer),
            LostAnswerRetries = (int)section.Whole("lostAnswerRetries", 0, 10, given.LostAnswerRetries),
            ObeysRespUri = section.Switch("obeysRespUri", given.ObeysRespUri),
        };
        if (read.CopyStatus is not (StatusCode.Ok or StatusCode.OptionalFeatureNotSupported or StatusCode.NotImplemented)) section.Fault("copyStatus", "must be 200, 406 or 501");
        section.Finish();
        return read;
    }

    private static SyncMlStyle? Style(ConfigSection section, SyncMlStyle? given)
    {
        if (!section.IsPresent) return given;
        SyncMlStyle style = given ?? SyncMlStyle.Default;
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
