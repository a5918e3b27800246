using System.Text;

namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>One name=value of a header; Value is null when its quote does not end.</summary>
internal readonly record struct MacParameter(string Name, string? Value)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The next parameter, a word without "=" passed over; null at the end.</summary>
    public static MacParameter? Next(string text, ref int at)
    {
        while (true)
        {
            while (at < text.Length && IsSeparator(text[at])) at++;
            if (at >= text.Length) return null;
            int start = at;
            while (at < text.Length && text[at] != '=' && !IsSeparator(text[at])) at++;
            string name = text[start..at];
            int equals = at;
            while (equals < text.Length && text[equals] is ' ' or '\t') equals++;
            if (equals >= text.Length || text[equals] != '=') continue;
            at = equals + 1;
            while (at < text.Length && text[at] is ' ' or '\t') at++;
            return new MacParameter(name, at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Token(text, ref at));
        }
    }

    private static bool IsSeparator(char character) => character is ',' or ';' or ' ' or '\t' or '\r' or '\n';

    private static string Token(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && !IsSeparator(text[at])) at++;
        return text[start..at];
    }

    private static string? Quoted(string text, ref int at)
    {
        StringBuilder value = new();
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                at = i + 1;
                return value.ToString();
            }

            if (text[i] == '\\' && i + 1 < text.Length) i++;
            value.Append(text[i]);
        }

        at = text.Length;
        return null;
    }
}
