using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>An authority of the test's own and a certificate that it has signed, for a day.</summary>
internal static class TestCertificates
{
    private const string Password = "a-password-of-the-test";

    /// <summary>Writes both into a directory; the section of orleans.config.json that names them.</summary>
    public static string Make(string directory)
    {
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), nodeKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddHours(-1), to = from.AddDays(1);
        CertificateRequest authorityRequest = new("CN=fleetsim-test-authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 authority = authorityRequest.CreateSelfSigned(from, to);
        using X509Certificate2 node = new CertificateRequest("CN=fleetsim-test-node", nodeKey, HashAlgorithmName.SHA256).Create(authority, from, to, [1, 2, 3, 4]);
        using X509Certificate2 withKey = node.CopyWithPrivateKey(nodeKey);
        string pfx = Path.Combine(directory, "node.pfx"), pem = Path.Combine(directory, "authority.pem");
        File.WriteAllBytes(pfx, withKey.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(pem, authority.ExportCertificatePem());
        return $$"""
            "Tls": { "Certificate": "{{pfx}}", "Password": "{{Password}}", "Authority": "{{pem}}" }
            """;
    }
}
