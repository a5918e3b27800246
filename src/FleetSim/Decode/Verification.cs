namespace FleetSim.Decode;

/// <summary>All that documents are to be held against.</summary>
/// <param name="Account">For credentials and notification digests; null: they are not checked.</param>
/// <param name="Secret">For the MAC of bootstrap pushes; null: it is not checked.</param>
public sealed record Verification(AccountToVerify? Account, BootstrapSecret? Secret)
{
    /// <summary>What can be checked in that document; nothing when it has no place for what is asked.</summary>
    /// <param name="octets">The document as it came.</param>
    public IEnumerable<CredentialFinding> Judge(Document document, byte[] octets)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Bootstrap is { } push) return Secret is null ? [] : [Secret.Judge(push)];
        return Account?.Judge(document, octets) ?? [];
    }
}
