namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>
/// The value of the HTTP header x-syncml-hmac. Spec: OMA-TS-DM_Security-V1_2_1, 5.4.
/// <code>algorithm=MD5, username="Robert Jordan", mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==</code>
/// The mac is base64 of the nested MD5 form of <see cref="Credentials.Hmac"/>, not of RFC 2104.
/// </summary>
public sealed record MacHeader(string UserName, string Mac, string Algorithm = MacHeader.Md5)
{
    public const string Name = "x-syncml-hmac";
    public const string Md5 = "MD5";

    /// <summary>A longer header is invalid.</summary>
    public const int MaxCharacters = 2048;

    /// <summary>The header for one message as it goes out, XML or WBXML.</summary>
    public static MacHeader For(Account account, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.Name, Credentials.Hmac(account.Name, account.Password, nonce, body));
    }

    /// <summary>The value with its parameters in the specification's order.</summary>
    public override string ToString() =>
        $"algorithm={Algorithm}, username=\"{UserName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\", mac={Mac}";

    /// <summary>
    /// Reads parameters in any order, separated by commas, blanks or both, quoted or not; algorithm may be missing (MD5), unknown ones are
    /// passed over, of a repeated one the first counts. Invalid: without username or mac, or with a quote that does not end.
    /// </summary>
    public static Decoded<MacHeader> Decode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > MaxCharacters) return Decoded.Invalid<MacHeader>(MaxCharacters, "the header is longer than the limit");
        string? algorithm = null, user = null, mac = null;
        int at = 0;
        while (MacParameter.Next(value, ref at) is { } parameter)
        {
            if (parameter.Value is null) return Decoded.Invalid<MacHeader>(at, "a quoted value does not end");
            if (parameter.Is("algorithm")) algorithm ??= parameter.Value;
            else if (parameter.Is("username")) user ??= parameter.Value;
            else if (parameter.Is("mac")) mac ??= parameter.Value;
        }

        return user is null || mac is null
            ? Decoded.Invalid<MacHeader>(value.Length, "username or mac is missing")
            : Decoded.Done(new MacHeader(user, mac, string.IsNullOrEmpty(algorithm) ? Md5 : algorithm), value.Length);
    }
}
