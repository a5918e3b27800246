using System.CommandLine;
using FleetSim.Decode;
using FleetSim.Protocol.SyncMl;
using Command = System.CommandLine.Command;

namespace FleetSim.Commands;

/// <summary><c>fleetsim encode FILE|-</c>: XML to WBXML and WBXML to XML, in the style of one's choice.</summary>
public static class EncodeCommand
{
    public static Command Create()
    {
        OctetInput input = new();
        OctetOutput octets = new();
        StyleOptions style = new();
        Option<string?> to = new("--to") { Description = "wbxml or xml; without it the form that the input does not have." };
        to.AcceptOnlyFromAmong("wbxml", "xml");
        Command command = new("encode", "Writes a document in its other wire form.") { to };
        input.AddTo(command);
        octets.AddTo(command);
        style.AddTo(command);
        command.SetAction(parsed =>
        {
            Decoding decoding = Decoder.Decode(input.Read(parsed), input.Kind(parsed));
            if (decoding.Fault is { } fault)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"{fault.Kind}: octet {fault.Offset}: {fault.Reason}");
                return ExitCode.Failed;
            }

            bool wbxml = (parsed.GetValue(to) ?? (decoding.Documents[0].Form == "xml" ? "wbxml" : "xml")) == "wbxml";
            return Rewriting.Write(decoding, wbxml ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml, style.Read(parsed), parsed, octets);
        });
        return command;
    }
}
