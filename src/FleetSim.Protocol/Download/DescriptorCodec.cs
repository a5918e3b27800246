using System.Buffers;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Download;

/// <summary>
/// The download descriptor as XML. Spec: OMA-Download-OTA-V1_0, download descriptor.
/// Decoding goes by local names, in any order; unknown elements and what is in them are passed over.
/// </summary>
public static class DescriptorCodec
{
    public const string MediaType = "application/vnd.oma.dd+xml";

    /// <summary>A larger descriptor is invalid.</summary>
    public const int MaxOctets = 64 * 1024;

    private const int MaxTypes = 64;

    public static byte[] Encode(DownloadDescriptor d)
    {
        ArgumentNullException.ThrowIfNull(d);
        ArrayBufferWriter<byte> output = new(512);
        OctetWriter xml = new(output);
        xml.Octets("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<media xmlns=\"http://www.openmobilealliance.org/xmlns/dd\">"u8);
        foreach (string type in d.Types) Write(ref xml, "type", type);
        Write(ref xml, "size", d.Size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Write(ref xml, "objectURI", d.ObjectUri);
        Write(ref xml, "installNotifyURI", d.InstallNotifyUri);
        Write(ref xml, "nextURL", d.NextUrl);
        Write(ref xml, "DDVersion", d.DdVersion);
        Write(ref xml, "name", d.Name);
        Write(ref xml, "description", d.Description);
        Write(ref xml, "vendor", d.Vendor);
        Write(ref xml, "infoURL", d.InfoUrl);
        Write(ref xml, "iconURI", d.IconUri);
        Write(ref xml, "installParam", d.InstallParam);
        xml.Octets("</media>\n"u8);
        xml.Flush();
        xml.Dispose();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Invalid: not well-formed, another root than media, or without type, size or objectURI (status 906).</summary>
    public static Decoded<DownloadDescriptor> Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > MaxOctets) return Decoded.Invalid<DownloadDescriptor>(MaxOctets, "the descriptor is larger than the limit");
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        List<string> types = [];
        DescriptorReader reader = new(octets);
        while (reader.Next(out string name, out string text))
        {
            if (name != "type") texts[name] = text;
            else if (types.Count < MaxTypes) types.Add(text);
        }

        if (reader.Reason is { } reason) return Decoded.Invalid<DownloadDescriptor>(reader.Position, reason);
        return Build(texts, types) is { } descriptor
            ? Decoded.Done(descriptor, octets.Length)
            : Decoded.Invalid<DownloadDescriptor>(octets.Length, "type, size or objectURI is missing or wrong");
    }

    private static DownloadDescriptor? Build(Dictionary<string, string> texts, List<string> types)
    {
        if (types.Count == 0 || !texts.TryGetValue("objectURI", out string? objectUri) || objectUri.Length == 0) return null;
        if (!long.TryParse(texts.GetValueOrDefault("size"), System.Globalization.NumberStyles.None, null, out long size)) return null;
        return new DownloadDescriptor
        {
            Types = types,
            Size = size,
            ObjectUri = objectUri,
            InstallNotifyUri = texts.GetValueOrDefault("installNotifyURI"),
            NextUrl = texts.GetValueOrDefault("nextURL"),
            InfoUrl = texts.GetValueOrDefault("infoURL"),
            IconUri = texts.GetValueOrDefault("iconURI"),
            Name = texts.GetValueOrDefault("name"),
            Vendor = texts.GetValueOrDefault("vendor"),
            Description = texts.GetValueOrDefault("description"),
            InstallParam = texts.GetValueOrDefault("installParam"),
            DdVersion = texts.GetValueOrDefault("DDVersion"),
        };
    }

    private static void Write(ref OctetWriter xml, string name, string? text)
    {
        if (text is null) return;
        xml.Octet((byte)'<');
        xml.Utf8(name);
        xml.Octet((byte)'>');
        XmlText.Write(ref xml, text, cdata: false);
        xml.Octets("</"u8);
        xml.Utf8(name);
        xml.Octet((byte)'>');
    }
}
