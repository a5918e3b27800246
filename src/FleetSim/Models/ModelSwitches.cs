using System.Collections;
using System.Globalization;
using System.Reflection;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Models;

/// <summary>The switches of a model that are not as by default, named as in a model file.</summary>
public static class ModelSwitches
{
    private static readonly (string Section, Func<HandsetModel, object> Of, object Default)[] Sections =
    [
        ("dm", m => m.Dm, new DmBehaviour()), ("authentication", m => m.Authentication, new AuthenticationBehaviour()), ("tree", m => m.TreeBehaviour, new TreeBehaviour()),
        ("ui", m => m.Ui, new UiBehaviour()), ("registration", m => m.Registration, new RegistrationBehaviour()),
        ("firmware", m => m.Firmware, new FirmwareBehaviour()), ("http", m => m.Http, new HttpBehaviour()),
    ];

    /// <summary>"dm.maxMsgSize" and its value, in the order of the documentation.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Changed(HandsetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<KeyValuePair<string, string>> changed = [];
        foreach ((string section, Func<HandsetModel, object> of, object standard) in Sections) Add(section, of(model), standard, changed);
        return changed;
    }

    private static void Add(string prefix, object values, object standard, List<KeyValuePair<string, string>> changed)
    {
        foreach (PropertyInfo property in values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null))
        {
            string key = $"{prefix}.{Camel(property.Name)}";
            object? value = property.GetValue(values), usual = property.GetValue(standard);
            if (value is SyncMlStyle style) Add(key, style, SyncMlStyle.Default, changed);
            else if (Text(value) != Text(usual)) changed.Add(new(key, Text(value)));
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool on => on ? "true" : "false",
        Enum word => string.Join(", ", word.ToString().Split(", ").Select(Camel)),
        string text => text,
        HttpField field => $"{field.Name}: {field.Value}",
        IEnumerable many => string.Join("; ", many.Cast<object>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
