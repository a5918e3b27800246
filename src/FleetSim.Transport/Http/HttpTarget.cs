using System.Net;
using System.Text;

namespace FleetSim.Transport.Http;

/// <summary>Where DM messages go, read and judged once: sessions of a platform share it.</summary>
internal sealed class HttpTarget
{
    public HttpTarget(Uri uri, AllowedTargets allowed)
    {
        Uri = uri;
        IsPermitted = allowed.Permits(uri);
        if (!IsPermitted) return;
        IsTls = uri.Scheme == Uri.UriSchemeHttps;
        (Host, Port) = (uri.Host, uri.Port);
        Literal = IPAddress.TryParse(Host.Trim('[', ']'), out IPAddress? address) ? address : null;
        string name = uri.HostNameType == UriHostNameType.IPv6 ? Host : uri.IdnHost;
        Authority = uri.IsDefaultPort ? name : $"{name}:{Port}";
        RequestLine = Encoding.ASCII.GetBytes($"POST {uri.PathAndQuery} HTTP/1.1\r\n");
    }

    public Uri Uri { get; }

    /// <summary>False: nothing else is set.</summary>
    public bool IsPermitted { get; }

    public bool IsTls { get; }

    /// <summary>As it stands in the URI.</summary>
    public string Host { get; } = "";

    public int Port { get; }

    /// <summary>The host, when it is an address and no name.</summary>
    public IPAddress? Literal { get; }

    /// <summary>The value of Host. Spec: RFC 9112, 3.2.</summary>
    public string Authority { get; } = "";

    /// <summary>With its CRLF.</summary>
    public byte[] RequestLine { get; } = [];
}
