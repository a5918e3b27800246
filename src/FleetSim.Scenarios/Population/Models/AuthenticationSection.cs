using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.authentication: how the model proves itself and what it asks of the server.</summary>
internal static class AuthenticationSection
{
    public static AuthenticationBehaviour Read(ConfigSection section, AuthenticationBehaviour given)
    {
        AuthenticationBehaviour read = given with
        {
            Client = section.Choice("client", given.Client),
            RawMd5 = section.Switch("rawMd5", given.RawMd5),
            RepeatsCredential = section.Switch("repeatsCredential", given.RepeatsCredential),
            Server = section.Choice("server", given.Server),
            Nonces = section.Flags("nonces", given.Nonces),
            ChecksNotificationDigest = section.Switch("checksNotificationDigest", given.ChecksNotificationDigest),
            ConstantNonce = section.OptionalText("constantNonce", given.ConstantNonce, ModelTexts.IsNonce, "be base64 of 1 to 64 octets"),
        };
        section.Finish();
        return read;
    }
}
