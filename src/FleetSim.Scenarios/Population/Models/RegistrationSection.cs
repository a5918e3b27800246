using FleetSim.Device.Behaviour;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>behaviour.registration: when and how the model registers itself.</summary>
internal static class RegistrationSection
{
    private const string NodeMust = "be a node's address that begins with ./";

    private const string AnswerMust = "have 1 to 20 printable ASCII characters";

    public static RegistrationBehaviour Read(ConfigSection section, RegistrationBehaviour given)
    {
        RegistrationBehaviour read = given with
        {
            Enabled = section.Switch("enabled", given.Enabled),
            ServiceNumber = section.Text("serviceNumber", given.ServiceNumber, text => text.Length is >= 3 and <= 20 && ModelTexts.IsDigits(text), "have 3 to 20 digits"),
            Port = (ushort)section.Whole("port", 1, ushort.MaxValue, given.Port),
            NumberNode = section.Text("numberNode", given.NumberNode, IsNode, NodeMust),
            PortNode = section.Text("portNode", given.PortNode, IsNode, NodeMust),
            Uplink = section.Choice("uplink", given.Uplink),
            SuccessText = section.Text("successText", given.SuccessText, IsAnswer, AnswerMust),
            RefusalText = section.Text("refusalText", given.RefusalText, IsAnswer, AnswerMust),
            HomeNetworks = section.Texts("homeNetworks", given.HomeNetworks, text => text.Length is 5 or 6 && ModelTexts.IsDigits(text), "be MCC and MNC, 5 or 6 digits"),
            Mark = section.Choice("mark", given.Mark),
            ClearsMark = section.Switch("clearsMark", given.ClearsMark),
            SilentAbroad = section.Switch("silentAbroad", given.SilentAbroad),
            Resends = (int)section.Whole("resends", 0, 100, given.Resends),
            ResendAfter = section.Time("resendAfter", given.ResendAfter),
            SenderMayContainNumber = section.Switch("senderMayContainNumber", given.SenderMayContainNumber),
            ReadsFromFirstI = section.Switch("readsFromFirstI", given.ReadsFromFirstI),
            ResetClearsMark = section.Switch("resetClearsMark", given.ResetClearsMark),
        };
        if (read.SuccessText == read.RefusalText) section.Fault("refusalText", "must differ from successText");
        if (read.HomeNetworks.Count == 0) section.Fault("homeNetworks", "must name a network; a model that never registers has \"enabled\": false");
        section.Finish();
        return read;
    }

    private static bool IsNode(string text) => text.Length is >= 3 and <= 255 && text.StartsWith("./", StringComparison.Ordinal);

    private static bool IsAnswer(string text) => text.Length is >= 1 and <= 20 && ModelTexts.IsPrintable(text);
}
