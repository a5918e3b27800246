using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetSim.Storage;
using Microsoft.Extensions.Configuration;
using Orleans.Connections.Security;

namespace FleetSim.Silo.Cluster;

/// <summary>
/// TLS between nodes and their clients, from the section <c>Orleans:Tls</c> of orleans.config.json; without it connections are plain. Each side shows
/// its certificate, and both take only those that the named authority has signed: whoever has none is not let in.
/// <code>
/// Certificate  PKCS #12 file with certificate and key     Password  of that file     Authority  PEM file with the certificate of who signs
/// </code>
/// </summary>
public static class ClusterTls
{
    /// <exception cref="StateStoreException">A file cannot be read; the sentence names it.</exception>
    public static void Apply(ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Read(configuration) is { } tls) silo.UseTls(tls.Certificate, options => Demand(options, tls));
    }

    /// <inheritdoc cref="Apply(ISiloBuilder, IConfiguration)"/>
    public static void Apply(IClientBuilder client, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Read(configuration) is { } tls) client.UseTls(tls.Certificate, options => Demand(options, tls));
    }

    private sealed record Identity(X509Certificate2 Certificate, X509Certificate2 Authority);

    private static void Demand(TlsOptions options, Identity tls)
    {
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => IsSigned(certificate, tls.Authority);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "fleetsim";
    }

    /// <summary>Names are not looked at: nodes have addresses. Who has a key that our authority signed belongs to the cluster.</summary>
    private static bool IsSigned(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static Identity? Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Orleans:Tls");
        if (!section.Exists()) return null;
        return new Identity(
            Load(section, "Certificate", path => X509CertificateLoader.LoadPkcs12FromFile(path, section["Password"])),
            Load(section, "Authority", path => X509Certificate2.CreateFromPem(File.ReadAllText(path))));
    }

    private static X509Certificate2 Load(IConfigurationSection section, string key, Func<string, X509Certificate2> load)
    {
        string path = section[key] ?? throw new StateStoreException($"orleans.config.json: {section.Path} has no {key}: name the file.");
        try
        {
            return load(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StateStoreException($"orleans.config.json: {section.Path}:{key}: {path} cannot be used: {refusal.Message}", refusal);
        }
    }
}
