using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.authentication: how the model proves itself and what it asks of the server.</summary>
internal static class AuthenticationSection
{
    public static AuthenticationBehaviour Read(ConfigSection section, AuthenticationBehaviour from)
    {
        AuthenticationBehaviour read = from with
        {
            Client = section.Choice("client", from.Client),
            RawMd5 = section.Switch("rawMd5", from.RawMd5),
            RepeatsCredential = section.Switch("repeatsCredential", from.RepeatsCredential),
            Server = section.Choice("server", from.Server),
            Nonces = section.Flags("nonces", from.Nonces),
            ChecksNotificationDigest = section.Switch("checksNotificationDigest", from.ChecksNotificationDigest),
            ConstantNonce = section.OptionalText("constantNonce") is null
                ? from.ConstantNonce
                : section.Text("constantNonce", "", ModelTexts.IsNonce, "be base64 of 1 to 64 octets"),
        };
        section.Finish();
        return read;
    }
}
