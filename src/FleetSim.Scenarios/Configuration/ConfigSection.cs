using System.Globalization;
using System.Text.Json;

namespace FleetSim.Scenarios.Configuration;

/// <summary>
/// Reads one object of a configuration file. Every value has a range and a default; every mistake is collected with its
/// line, and an unknown key is a mistake. Nothing is changed to fit.
/// </summary>
public sealed class ConfigSection
{
    private readonly string _path;
    private readonly List<ConfigError> _errors;
    private readonly Dictionary<string, ConfigNode> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly int _line;

    public ConfigSection(ConfigNode? node, string path, List<ConfigError> errors)
    {
        (_path, _errors, _line, IsPresent) = (path, errors, node?.Line ?? 1, node is not null);
        if (node is null) return;
        if (node.Kind != JsonTokenType.StartObject) Fault(node, Name(), "must be an object { ... }");
        foreach ((string name, ConfigNode value) in node.Members)
        {
            if (!_members.TryAdd(name, value)) Fault(value, Name(name), "stands twice");
        }
    }

    /// <summary>True when the section stands in the file.</summary>
    public bool IsPresent { get; }

    public string Text(string name, string? fallback = null)
    {
        ConfigNode? node = Find(name);
        if (node is null && fallback is null) _errors.Add(new ConfigError(_line, $"{Name(name)} is missing"));
        if (node is null) return fallback ?? "";
        if (node.Kind != JsonTokenType.String) Fault(node, Name(name), "must be a text in quotes");
        return node.Text;
    }

    public string? OptionalText(string name) => Find(name) is null ? null : Text(name, "");

    /// <summary>A text that must fit; <paramref name="must"/> says how, behind "must".</summary>
    public string Text(string name, string? fallback, Predicate<string> fits, string must)
    {
        string text = Text(name, fallback);
        if (Find(name) is { Kind: JsonTokenType.String } node && !fits(text)) Fault(node, Name(name), $"must {must}");
        return text;
    }

    /// <summary>As <see cref="Text(string, string, Predicate{string}, string)"/> for a text that may be missing altogether.</summary>
    public string? OptionalText(string name, string? fallback, Predicate<string> fits, string must) => Find(name) is null ? fallback : Text(name, "", fits, must);

    public bool Switch(string name, bool fallback)
    {
        ConfigNode? node = Find(name);
        if (node is null) return fallback;
        if (node.Kind is not (JsonTokenType.True or JsonTokenType.False)) Fault(node, Name(name), "must be true or false");
        return node.Kind == JsonTokenType.True;
    }

    public double Number(string name, double least, double most, double fallback)
    {
        ConfigNode? node = Find(name);
        if (node is null) return fallback;
        if (node.Kind == JsonTokenType.Number && double.TryParse(node.Text, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most) return value;
        Fault(node, Name(name), string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
        return fallback;
    }

    public long Whole(string name, long least, long most, long fallback)
    {
        double value = Number(name, least, most, fallback);
        if (value != Math.Floor(value)) Fault(Find(name)!, Name(name), "must be a whole number");
        return (long)value;
    }

    /// <summary>A part of 1, from 0 to 1.</summary>
    public double Share(string name, double fallback) => Number(name, 0, 1, fallback);

    /// <summary>A time as "hh:mm:ss" with optional fraction.</summary>
    public TimeSpan Time(string name, TimeSpan fallback)
    {
        ConfigNode? node = Find(name);
        if (node is null) return fallback;
        if (node.Kind == JsonTokenType.String && TimeSpan.TryParseExact(node.Text, "c", CultureInfo.InvariantCulture, out TimeSpan value) && value >= TimeSpan.Zero) return value;
        Fault(node, Name(name), "must be a time such as \"00:00:05\"");
        return fallback;
    }

    /// <summary>An object { "least": time, "most": time }.</summary>
    public TimeRange Range(string name, TimeRange fallback)
    {
        if (Find(name) is not { } node) return fallback;
        ConfigSection range = Section(name);
        TimeRange read = new(range.Time("least", fallback.Least), range.Time("most", fallback.Most));
        range.Finish();
        if (read.Least > read.Most) Fault(node, Name(name), "has a least above its most");
        return read;
    }

    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        ConfigNode? node = Find(name);
        if (node is null) return fallback;
        // By name alone: TryParse would take numbers and lists as well.
        if (node.Kind == JsonTokenType.String && Enum.GetNames<T>().Contains(node.Text, StringComparer.OrdinalIgnoreCase)) return Enum.Parse<T>(node.Text, ignoreCase: true);
        Fault(node, Name(name), $"must be one of {string.Join(", ", Enum.GetNames<T>().Select(Camel))}");
        return fallback;
    }

    /// <summary>An array of words, each one flag of the enumeration or a named sum of some; none: 0.</summary>
    public T Flags<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (Find(name) is not { } node) return fallback;
        string[] known = Enum.GetNames<T>();
        if (node.Kind == JsonTokenType.StartArray && node.Elements.All(e => e.Kind == JsonTokenType.String && known.Contains(e.Text, StringComparer.OrdinalIgnoreCase)))
            return (T)Enum.ToObject(typeof(T), node.Elements.Aggregate(0, (sum, e) => sum | Convert.ToInt32(Enum.Parse<T>(e.Text, ignoreCase: true), CultureInfo.InvariantCulture)));
        Fault(node, Name(name), $"must be an array of {string.Join(", ", known.Select(Camel))}");
        return fallback;
    }

    /// <summary>An array of whole numbers.</summary>
    public IReadOnlyList<int> Wholes(string name, int least, int most, IReadOnlyList<int> fallback)
    {
        if (Find(name) is not { } node) return fallback;
        int[] read = [.. node.Elements.Select(e => e.Kind == JsonTokenType.Number && int.TryParse(e.Text, CultureInfo.InvariantCulture, out int value) ? value : int.MinValue)];
        if (node.Kind == JsonTokenType.StartArray && read.All(value => value >= least && value <= most)) return read;
        Fault(node, Name(name), string.Create(CultureInfo.InvariantCulture, $"must be an array of whole numbers from {least} to {most}"));
        return fallback;
    }

    /// <summary>An array of texts, each of which must fit; <paramref name="must"/> says how, behind "must".</summary>
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> fallback, Predicate<string> fits, string must)
    {
        if (Find(name) is null) return fallback;
        IReadOnlyList<(string Text, int Line)> read = Texts(name);
        foreach ((string text, int line) in read.Where(t => !fits(t.Text))) _errors.Add(new ConfigError(line, $"{Name(name)}: \"{text}\" must {must}"));
        return [.. read.Select(t => t.Text)];
    }

    /// <summary>Every member of the object with its value, for maps whose keys are free.</summary>
    public IEnumerable<KeyValuePair<string, ConfigNode>> Entries()
    {
        _known.UnionWith(_members.Keys);
        return _members;
    }

    public ConfigSection Section(string name) => new(Find(name), Name(name), _errors);

    /// <summary>The elements of an array of objects.</summary>
    public IReadOnlyList<ConfigSection> Sections(string name)
    {
        if (Find(name) is not { } node) return [];
        if (node.Kind != JsonTokenType.StartArray) Fault(node, Name(name), "must be an array [ ... ]");
        return [.. node.Elements.Select((e, i) => new ConfigSection(e, $"{Name(name)}[{i}]", _errors))];
    }

    /// <summary>The elements of an array of texts, each with its line.</summary>
    public IReadOnlyList<(string Text, int Line)> Texts(string name)
    {
        if (Find(name) is not { } node) return [];
        if (node.Kind != JsonTokenType.StartArray || node.Elements.Any(e => e.Kind != JsonTokenType.String)) Fault(node, Name(name), "must be an array of texts");
        return [.. node.Elements.Select(e => (e.Text, e.Line))];
    }

    /// <summary>Every key of the object with its number, for maps whose keys are free.</summary>
    public IReadOnlyDictionary<string, double> Shares()
    {
        Dictionary<string, double> shares = new(StringComparer.Ordinal);
        foreach (string name in _members.Keys) shares[name] = Share(name, 0);
        return shares;
    }

    /// <summary>Says that <paramref name="name"/> is wrong for a reason that the reader of the value found.</summary>
    public void Fault(string name, string what)
    {
        _known.Add(name);
        _errors.Add(new ConfigError(_members.GetValueOrDefault(name)?.Line ?? _line, $"{Name(name)} {what}"));
    }

    /// <summary>To be called when all known keys were asked for: what is left is unknown.</summary>
    public void Finish()
    {
        foreach ((string name, ConfigNode node) in _members)
        {
            if (!_known.Contains(name)) Fault(node, Name(name), $"is not known here; known are: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private ConfigNode? Find(string name)
    {
        _known.Add(name);
        return _members.GetValueOrDefault(name);
    }

    private string Name(string? name = null) => name is null ? _path : _path.Length == 0 ? name : $"{_path}.{name}";

    private void Fault(ConfigNode node, string name, string what) => _errors.Add(new ConfigError(node.Line, $"{name} {what}"));
}

/// <summary>A span of time to draw from, both ends included.</summary>
public readonly record struct TimeRange(TimeSpan Least, TimeSpan Most)
{
    public static TimeRange Seconds(double least, double most) => new(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
}
