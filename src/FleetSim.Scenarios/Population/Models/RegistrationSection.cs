using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.registration: when and how the model registers itself.</summary>
internal static class RegistrationSection
{
    private const string AnswerMust = "have 1 to 20 printable ASCII characters";

    public static RegistrationBehaviour Read(ConfigSection section, RegistrationBehaviour from)
    {
        RegistrationBehaviour read = from with
        {
            Enabled = section.Switch("enabled", from.Enabled),
            ServiceNumber = section.Text("serviceNumber", from.ServiceNumber, text => text.Length is >= 3 and <= 20 && ModelTexts.IsDigits(text), "have 3 to 20 digits"),
            Port = (ushort)section.Whole("port", 1, ushort.MaxValue, from.Port),
            Uplink = section.Choice("uplink", from.Uplink),
            SuccessText = section.Text("successText", from.SuccessText, IsAnswer, AnswerMust),
            RefusalText = section.Text("refusalText", from.RefusalText, IsAnswer, AnswerMust),
            HomeNetworks = section.Texts("homeNetworks", from.HomeNetworks, text => text.Length is 5 or 6 && ModelTexts.IsDigits(text), "be MCC and MNC, 5 or 6 digits"),
            Mark = section.Choice("mark", from.Mark),
            ClearsMark = section.Switch("clearsMark", from.ClearsMark),
            SilentAbroad = section.Switch("silentAbroad", from.SilentAbroad),
            Resends = (int)section.Whole("resends", 0, 100, from.Resends),
            ResendAfter = section.Time("resendAfter", from.ResendAfter),
            SenderMayContainNumber = section.Switch("senderMayContainNumber", from.SenderMayContainNumber),
            ReadsFromFirstI = section.Switch("readsFromFirstI", from.ReadsFromFirstI),
            ResetClearsMark = section.Switch("resetClearsMark", from.ResetClearsMark),
        };
        if (read.SuccessText == read.RefusalText) section.Fault("refusalText", "must differ from successText");
        if (read.HomeNetworks.Count == 0) section.Fault("homeNetworks", "must name a network; a model that never registers has \"enabled\": false");
        section.Finish();
        return read;
    }

    private static bool IsAnswer(string text) => text.Length is >= 1 and <= 20 && ModelTexts.IsPrintable(text);
}
