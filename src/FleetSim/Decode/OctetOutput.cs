using System.CommandLine;

namespace FleetSim.Decode;

/// <summary>Where encoded octets go, and in which form.</summary>
internal sealed class OctetOutput
{
    private readonly Option<string> _form = new("--output") { Description = "Form of encoded octets: binary, hex or base64.", DefaultValueFactory = _ => "binary" };
    private readonly Option<string?> _file = new("--out") { Description = "File for encoded octets; standard output without it." };

    public OctetOutput() => _form.AcceptOnlyFromAmong("binary", "hex", "base64");

    public void AddTo(Command command)
    {
        command.Options.Add(_form);
        command.Options.Add(_file);
    }

    public void Write(ParseResult parsed, byte[] octets)
    {
        string? text = parsed.GetValue(_form) switch { "hex" => Convert.ToHexString(octets), "base64" => Convert.ToBase64String(octets), _ => null };
        string? file = parsed.GetValue(_file);
        if (file is not null && text is null) File.WriteAllBytes(file, octets);
        else if (file is not null) File.WriteAllText(file, text + "\n");
        else if (text is not null) parsed.InvocationConfiguration.Output.WriteLine(text);
        else
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(octets);
        }
    }
}
