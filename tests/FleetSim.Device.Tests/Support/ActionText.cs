namespace FleetSim.Device.Tests.Support;

/// <summary>An action with all its octets, as text: what "identical, bytes included" compares.</summary>
internal static class ActionText
{
    public static string Of(TerminalAction action) => action switch
    {
        TerminalAction.SendSms a => $"{a} {Convert.ToHexString(a.UserData)}",
        TerminalAction.PostDm a => $"{a} {Convert.ToHexString(a.Body)}",
        TerminalAction.PostNotify a => $"{a} {Convert.ToHexString(a.Body)}",
        _ => action.ToString(),
    };
}
