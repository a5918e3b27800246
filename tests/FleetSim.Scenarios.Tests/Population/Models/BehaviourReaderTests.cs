using System.Collections;
using System.Globalization;
using System.Reflection;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Population.Models;

/// <summary>The behaviour sections mirror the records of the handset: a switch that a record has can be set by a file, under its own name.</summary>
public sealed class BehaviourReaderTests
{
    public static TheoryData<string> Keys => [.. BehaviourKeys.All.Keys];

    /// <summary>Section.key and a value that is none.</summary>
    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { "dm.version", "\"v13\"" }, { "dm.encoding", "1" }, { "dm.style", "[]" }, { "dm.contentType", "\"text\"" }, { "dm.contentType", "5" }, { "dm.sessionId", "\"octal\"" }, { "dm.maxMsgSize", "999" },
        { "dm.maxMsgSize", "1048577" }, { "dm.maxObjSize", "0" }, { "dm.largeObjects", "\"yes\"" }, { "dm.devInfo", "true" }, { "dm.notificationVersions", "[1024]" }, { "dm.notificationVersions", "11" },
        { "dm.notificationVersions", "[\"11\"]" }, { "dm.atomic", "\"maybe\"" }, { "dm.copyStatus", "404" }, { "dm.copyStatus", "502" }, { "dm.lostAnswer", "\"\"" }, { "dm.lostAnswerRetries", "11" },
        { "dm.obeysRespUri", "0" }, { "authentication.client", "\"md4\"" }, { "authentication.nonces", "\"usual\"" }, { "authentication.nonces", "[\"usual\", \"odd\"]" },
        { "authentication.constantNonce", "\"not base64\"" }, { "authentication.constantNonce", "\"\"" }, { "tree.properties", "[\"colour\"]" }, { "tree.lists", "\"all\"" }, { "tree.capacityOctets", "-1" },
        { "tree.valueOctets", "0" }, { "ui.textLimit", "65537" }, { "registration.serviceNumber", "\"12\"" }, { "registration.serviceNumber", "\"+8610654040\"" }, { "registration.port", "0" },
        { "registration.port", "65536" }, { "registration.successText", "\"\"" }, { "registration.successText", "\"/0\"" }, { "registration.homeNetworks", "[]" }, { "registration.homeNetworks", "[\"4600\"]" },
        { "registration.homeNetworks", "[46000]" }, { "registration.resends", "101" }, { "registration.resendAfter", "20" }, { "firmware.packageOctets", "0" }, { "firmware.types", "[]" },
        { "firmware.types", "[\"binary\"]" }, { "firmware.reportFormat", "\"bin\"" }, { "firmware.reportsBeforeGivingUp", "1001" }, { "http.headers", "{}" }, { "http.headers", "[{ \"name\": \"A B\", \"value\": \"\" }]" },
        { "http.headers", "[{ \"name\": \"Host\", \"value\": \"x\" }]" }, { "http.headers", "[{ \"name\": \"A\", \"value\": \"\\r\\n\" }]" }, { "http.connections", "\"pooled\"" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_property_of_the_records_can_be_set(string key)
    {
        PropertyInfo property = BehaviourKeys.All[key].Property;
        HandsetModel plain = SampleModels.Read(SampleModels.Json());
        HandsetModel changed = SampleModels.Read(SampleModels.Json(BehaviourKeys.Json(key, Other(property, BehaviourKeys.Value(plain, key)))));
        Assert.NotEqual(Text(BehaviourKeys.Value(plain, key)), Text(BehaviourKeys.Value(changed, key)));
        // And no other one.
        foreach (string other in BehaviourKeys.All.Keys.Where(k => k != key)) Assert.Equal(Text(BehaviourKeys.Value(plain, other)), Text(BehaviourKeys.Value(changed, other)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_file_without_a_switch_has_the_records_default(string key) =>
        Assert.Equal(Text(BehaviourKeys.All[key].Default), Text(BehaviourKeys.Value(SampleModels.Read(SampleModels.Json()), key)));

    [Fact]
    public void The_sections_know_no_other_keys()
    {
        foreach (IGrouping<string, string> section in BehaviourKeys.All.Keys.GroupBy(key => key[..key.LastIndexOf('.')]))
        {
            SampleModels.Read(SampleModels.Json(BehaviourKeys.Json(section.Key + ".nothing", "1")), out IReadOnlyList<ConfigError> errors);
            string[] nested = [.. BehaviourKeys.All.Keys.Where(k => k.StartsWith(section.Key + ".", StringComparison.Ordinal)).Select(k => k[(section.Key.Length + 1)..].Split('.')[0]).Distinct().Order(StringComparer.Ordinal)];
            Assert.Equal($"behaviour.{section.Key}.nothing is not known here; known are: {string.Join(", ", nested)}", Assert.Single(errors).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_is_told_with_its_line(string key, string value)
    {
        Assert.Null(SampleModels.Read(SampleModels.Json("\n\n" + BehaviourKeys.Json(key, value)), out IReadOnlyList<ConfigError> errors));
        Assert.All(errors, e => Assert.Equal(3, e.Line));
        Assert.All(errors, e => Assert.StartsWith("behaviour." + (key == "registration.successText" ? "registration." : key), e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Flags_are_words_that_add_up()
    {
        HandsetModel model = SampleModels.Read(SampleModels.Json("\"behaviour\": { \"tree\": { \"properties\": [\"size\", \"tStamp\"] }, \"authentication\": { \"nonces\": [] } }"));
        Assert.Equal(NodeProperties.Size | NodeProperties.TStamp, model.TreeBehaviour.Properties);
        Assert.Equal(Protocol.SyncMl.Authentication.NonceForms.None, model.Authentication.Nonces);
    }

    [Fact]
    public void A_style_changes_what_it_names_of_the_standard_one()
    {
        HandsetModel model = SampleModels.Read(SampleModels.Json("\"behaviour\": { \"dm\": { \"style\": { \"wbxmlVersion\": 3, \"cData\": true } } }"));
        Assert.Equal(SyncMlStyle.Default with { WbxmlVersion = 3, CData = true }, model.Dm.Style);
    }

    /// <summary>A value of the property's type that is not the given one, as JSON.</summary>
    private static string Other(PropertyInfo property, object? given) => given switch
    {
        bool on => on ? "false" : "true",
        int or long or ushort or byte => property.Name switch
        {
            nameof(DmBehaviour.CopyStatus) => "406",
            nameof(SyncMlStyle.WbxmlVersion) => "3",
            nameof(DmBehaviour.LostAnswerRetries) or nameof(RegistrationBehaviour.Resends) or nameof(FirmwareBehaviour.ReportsBeforeGivingUp) => "7",
            _ => "1001",
        },
        TimeSpan => "\"00:01:07.5\"",
        Enum word when property.PropertyType.IsDefined(typeof(FlagsAttribute)) => "[\"none\"]",
        Enum word => $"\"{Enum.GetNames(property.PropertyType).First(name => name != word.ToString())}\"",
        IReadOnlyList<int> => "[12]",
        IReadOnlyList<HttpField> => "[{ \"name\": \"X-Test\", \"value\": \"1\" }]",
        IReadOnlyList<string> => property.Name == nameof(RegistrationBehaviour.HomeNetworks) ? "[\"46001\"]" : "[\"application/x-test\"]",
        _ => property.Name switch
        {
            nameof(DmBehaviour.ContentType) => "\"application/vnd.syncml+xml\"",
            nameof(AuthenticationBehaviour.ConstantNonce) => "\"AAEC\"",
            nameof(RegistrationBehaviour.ServiceNumber) => "\"10655459\"",
            nameof(RegistrationBehaviour.NumberNode) or nameof(RegistrationBehaviour.PortNode) => "\"./Setting/AutoRegister/Other\"",
            nameof(FirmwareBehaviour.ReportFormat) => "\"int\"",
            _ => "\"/ok\"",
        },
    };

    private static string Text(object? value) =>
        value is IEnumerable many and not string ? string.Join(", ", many.Cast<object>()) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
