namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>How a peer proves who it is. Spec: OMA-TS-DM_Security-V1_2_1, 5.3 and 5.4.</summary>
public enum AuthenticationType
{
    Basic,
    Md5,

    /// <summary>The x-syncml-hmac header of the transport, over the whole body.</summary>
    Mac,
}

/// <summary>The texts of <see cref="AuthenticationType"/> in Meta/Type.</summary>
public static class AuthenticationTypes
{
    public static string Text(this AuthenticationType type) => type switch
    {
        AuthenticationType.Basic => Credentials.Basic,
        AuthenticationType.Md5 => Credentials.Md5,
        _ => Credentials.Mac,
    };

    /// <summary>The type; null when it is none of DM. White space around it and capitals are forgiven.</summary>
    public static AuthenticationType? Parse(string? text)
    {
        ReadOnlySpan<char> name = text.AsSpan().Trim();
        if (name.Equals(Credentials.Basic, StringComparison.OrdinalIgnoreCase)) return AuthenticationType.Basic;
        if (name.Equals(Credentials.Md5, StringComparison.OrdinalIgnoreCase)) return AuthenticationType.Md5;
        return name.Equals(Credentials.Mac, StringComparison.OrdinalIgnoreCase) ? AuthenticationType.Mac : null;
    }
}
