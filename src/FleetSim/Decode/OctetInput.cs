using System.CommandLine;
using FleetSim.Commands;

namespace FleetSim.Decode;

/// <summary>The file argument and the forms in which octets come in and go out.</summary>
internal sealed class OctetInput
{
    private readonly Argument<string> _file = new("file") { Description = "A file, or - for standard input." };
    private readonly Option<string> _input = new("--input") { Description = "How the octets are written: auto, binary, hex or base64.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _kind = new("--kind") { Description = $"What it is; told by the octets without it. One of {string.Join(", ", DocumentKinds.All.Select(k => k.Name))}." };

    public OctetInput()
    {
        _input.AcceptOnlyFromAmong([.. InputForm.Names]);
        _kind.AcceptOnlyFromAmong([.. DocumentKinds.All.Select(k => k.Name)]);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        command.Options.Add(_input);
        command.Options.Add(_kind);
    }

    public DocumentKind? Kind(ParseResult parsed) => parsed.GetValue(_kind) is { } name ? DocumentKinds.Find(name) : null;

    /// <summary>The octets and the form they were written in.</summary>
    public InputOctets Read(ParseResult parsed)
    {
        string form = parsed.GetValue(_input)!;
        return InputForm.Read(ReadAll(parsed.GetValue(_file)!), form) ?? throw new ConfigurationException($"the input is not {form} text");
    }

    private static byte[] ReadAll(string file)
    {
        try
        {
            if (file != "-") return File.ReadAllBytes(file);
            using MemoryStream whole = new();
            using Stream input = Console.OpenStandardInput();
            input.CopyTo(whole);
            return whole.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(fault.Message, fault);
        }
    }
}
