using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Smpp;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetSim.Bench.Sms;

/// <summary>
/// The platform's side of the SMS bench in a process of its own: one bind, the same against the message centre and against the raw loop.
/// <code>
/// bind PORT                       binds; "bound"
/// confirm                         from now on every registration is confirmed; "confirming"
/// quiet                           and from now on no more; "quiet"
/// submit COUNT FROM HEX FILE      sends so many messages with that user data to the numbers in the file, in turn; "submitted ACCEPTED"
/// </code>
/// </summary>
internal sealed class SmsPeer : IAsyncDisposable
{
    public const string SystemId = "platform";
    public const string Password = "secret";

    private SmppClient? _client;
    private volatile bool _confirms;

    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken stop)
    {
        await using SmsPeer peer = new();
        while (await input.ReadLineAsync(stop) is { } line)
        {
            await output.WriteLineAsync(await peer.DoAsync(line.Split(' '), stop));
            await output.FlushAsync(stop);
        }
    }

    public ValueTask DisposeAsync() => _client?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> DoAsync(string[] words, CancellationToken stop)
    {
        switch (words)
        {
            case ["bind", { } port]:
                await BindAsync(int.Parse(port, CultureInfo.InvariantCulture), stop);
                return "bound";
            case ["confirm"]:
                _confirms = true;
                return "confirming";
            case ["quiet"]:
                _confirms = false;
                return "quiet";
            case ["submit", { } count, { } from, { } hex, { } file]:
                return $"submitted {await SubmitAsync(int.Parse(count, CultureInfo.InvariantCulture), from, Convert.FromHexString(hex), await File.ReadAllLinesAsync(file, stop), stop)}";
            default:
                throw new InvalidOperationException($"The peer of the SMS bench does not know '{string.Join(' ', words)}'.");
        }
    }

    private async Task BindAsync(int port, CancellationToken stop)
    {
        _client = new SmppClient(new SmppClientOptions { Port = port, SystemId = SystemId, Password = Password }, DeliveredAsync, NullLogger<SmppClient>.Instance);
        _ = _client.RunAsync(stop); // ends with the client
        await _client.WaitForBindAsync(stop);
    }

    private ValueTask<uint> DeliveredAsync(ShortMessage message, CancellationToken closing)
    {
        if (_confirms) _ = ConfirmAsync(message, closing); // its outcome shows in the fleet
        return ValueTask.FromResult(SmppStatus.Ok);
    }

    private async Task ConfirmAsync(ShortMessage uplink, CancellationToken closing)
    {
        Decoded<SmsUserData> data = UserData.Decode(uplink.UserData, uplink.HasHeader);
        if (!data.IsDone || RegistrationText.DecodeUplink(data.Value.Payload).Value is not { } registration) return;
        byte[] text = UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, RegistrationText.EncodeConfirmation(registration.Imei, registered: true));
        await _client!.SubmitAsync(new ShortMessage { Source = uplink.Destination, Destination = uplink.Source, UserData = text, HasHeader = true }, closing);
    }

    /// <summary>The client's window says how many are under way.</summary>
    private async Task<int> SubmitAsync(int count, string from, byte[] userData, string[] numbers, CancellationToken stop)
    {
        int accepted = 0;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = stop }, async (i, _) =>
        {
            ShortMessage message = new() { Source = from, Destination = numbers[i % numbers.Length], UserData = userData, HasHeader = true };
            if ((await _client!.SubmitAsync(message, stop)).IsAccepted) Interlocked.Increment(ref accepted);
        });
        return accepted;
    }
}
