using System.Reflection;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Scenarios.Tests.Population.Models;

/// <summary>The keys that the behaviour section of a model file must have: the properties of the handset's behaviour records.</summary>
internal static class BehaviourKeys
{
    private static readonly (string Section, Func<HandsetModel, object?> Of, object Default)[] Sections =
    [
        ("dm", m => m.Dm, new DmBehaviour()), ("dm.style", m => m.Dm.Style ?? SyncMlStyle.Default, SyncMlStyle.Default), ("authentication", m => m.Authentication, new AuthenticationBehaviour()),
        ("tree", m => m.TreeBehaviour, new TreeBehaviour()), ("ui", m => m.Ui, new UiBehaviour()), ("registration", m => m.Registration, new RegistrationBehaviour()),
        ("firmware", m => m.Firmware, new FirmwareBehaviour()), ("http", m => m.Http, new HttpBehaviour()),
    ];

    /// <summary>By path below behaviour, "dm.style" only by its members.</summary>
    public static IReadOnlyDictionary<string, (PropertyInfo Property, object? Default)> All { get; } =
    (
        from section in Sections
        from property in section.Default.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is not null && property.PropertyType != typeof(SyncMlStyle)
        select ($"{section.Section}.{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}", (property, property.GetValue(section.Default)))
    ).ToDictionary(k => k.Item1, k => k.Item2);

    public static object? Value(HandsetModel model, string key) => All[key].Property.GetValue(Sections.Single(s => s.Section == key[..key.LastIndexOf('.')]).Of(model));

    /// <summary>"behaviour": { ... } with that key alone.</summary>
    public static string Json(string key, string value)
    {
        string[] names = key.Split('.');
        return $"\"behaviour\": {{ {string.Concat(names.Select((name, i) => i < names.Length - 1 ? $"\"{name}\": {{ " : $"\"{name}\": {value}"))}{string.Concat(Enumerable.Repeat(" }", names.Length))}";
    }
}
