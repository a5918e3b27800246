using System.CommandLine;
using System.Text.Json;
using FleetSim.Decode;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using Command = System.CommandLine.Command;

namespace FleetSim.Commands;

/// <summary><c>fleetsim decode FILE|-</c>: what some octets are, in words. Exit code 1: they are nothing whole, or a credential is wrong.</summary>
public static class DecodeCommand
{
    public static Command Create()
    {
        OctetInput input = new();
        OctetOutput octets = new();
        StyleOptions style = new();
        Option<bool> json = new("--json") { Description = "As JSON." };
        Option<string?> to = new("--to") { Description = "Write the message in that wire form instead: wbxml or xml." };
        Option<string?> verify = new("--verify") { Description = "user:password:nonce; checks credentials and notification digests. The nonce as it stood in NextNonce." };
        Option<string?> hmac = new("--hmac") { Description = "Value of the x-syncml-hmac header that came with the message, for --verify." };
        Option<string?> imsi = new("--imsi") { Description = "IMSI of the SIM; checks the MAC of a bootstrap push made with it." };
        Option<string?> pin = new("--pin") { Description = "PIN the user was told; checks the MAC of a bootstrap push made with it." };
        to.AcceptOnlyFromAmong("wbxml", "xml");
        Command command = new("decode", "Shows messages, notifications, SMPP PDUs and other documents in words.") { json, to, verify, hmac, imsi, pin };
        input.AddTo(command);
        octets.AddTo(command);
        style.AddTo(command);
        command.SetAction(parsed =>
        {
            Verification verification = new(Account(parsed.GetValue(verify), parsed.GetValue(hmac)), Secret(parsed.GetValue(imsi), parsed.GetValue(pin)));
            Decoding decoding = Decoder.Decode(input.Read(parsed), input.Kind(parsed), verification);
            return parsed.GetValue(to) is { } name && decoding.Fault is null
                ? Rewriting.Write(decoding, name == "wbxml" ? SyncMlEncoding.Wbxml : SyncMlEncoding.Xml, style.Read(parsed), parsed, octets)
                : Show(decoding, parsed.GetValue(json), parsed.InvocationConfiguration);
        });
        return command;
    }

    private static int Show(Decoding decoding, bool json, InvocationConfiguration console)
    {
        if (json) console.Output.WriteLine(JsonSerializer.Serialize(decoding, DecodingJsonContext.Default.Decoding));
        else DecodingText.Write(decoding, console.Output);
        if (decoding.Fault is { } fault) console.Error.WriteLine($"{fault.Kind}: octet {fault.Offset}: {fault.Reason}");
        return decoding.Passed ? ExitCode.Passed : ExitCode.Failed;
    }

    private static AccountToVerify? Account(string? verify, string? hmac)
    {
        if (verify is null && hmac is not null) throw new ConfigurationException("--hmac needs --verify user:password:nonce");
        if (verify is null) return null;
        return AccountToVerify.Parse(verify, hmac) ?? throw new ConfigurationException("--verify is user:password:nonce");
    }

    private static BootstrapSecret? Secret(string? imsi, string? pin)
    {
        if (imsi is null && pin is null) return null;
        if (pin is not null && !pin.All(char.IsAsciiDigit)) throw new ConfigurationException("--pin is decimal digits");
        return new BootstrapSecret(imsi is null ? null : Imsi.Parse(imsi) ?? throw new ConfigurationException("--imsi is 15 digits"), pin);
    }
}
