using System.Buffers;
using System.Globalization;
using FleetSim.Benchmarks.Works;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>
/// Our codecs beside libwbxml2 and XmlReader, in alternating rounds of one run; medians of CPU per message. libwbxml converts text where we
/// build values, so the ratio is a yardstick and not a race on equal terms.
/// </summary>
internal static class Comparison
{
    private const int Rounds = 5;
    private const double WbxmlTarget = 0.1;
    private const double XmlTarget = 0.5;

    private static object? _result;

    /// <summary>False when a ratio that could be measured misses its target.</summary>
    public static bool Run(TextWriter output)
    {
        string? root = FindRoot();
        string vector = Path.Combine(root ?? "", "tests", "golden", "vectors", "wbxml-samples", "03-dm12-pkg2-get-replace-exec");
        bool present = root is not null && File.Exists(vector + ".wbxml");
        byte[] wbxml = present ? File.ReadAllBytes(vector + ".wbxml") : Samples.Octets("package-2", SyncMlEncoding.Wbxml);
        byte[] xml = present ? File.ReadAllBytes(vector + ".xml") : Samples.Octets("package-2", SyncMlEncoding.Xml);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sample {(present ? Path.GetFileName(vector) : "package-2")}: WBXML {wbxml.Length} octets, XML {xml.Length} octets; medians of {Rounds} rounds"));
        using Libwbxml? libwbxml = Libwbxml.Compile(Path.Combine(root ?? "", "..", "shared", "tools", "libwbxml_bench.c"), wbxml, out string? reason);
        if (libwbxml is null) output.WriteLine($"libwbxml2 is left out: {reason}");
        return Compare(output, wbxml, xml, libwbxml);
    }

    private static bool Compare(TextWriter output, byte[] wbxml, byte[] xml, Libwbxml? libwbxml)
    {
        SyncMlMessage message = SyncMlCodec.Decode(wbxml, SyncMlEncoding.Wbxml).Value!;
        ArrayBufferWriter<byte> room = new(16 * 1024);
        Action[] works =
        [
            () => _result = SyncMlCodec.Decode(wbxml, SyncMlEncoding.Wbxml).Value,
            () => { room.ResetWrittenCount(); SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, room); },
            () => _result = SyncMlCodec.Decode(xml, SyncMlEncoding.Xml).Value,
            () => _result = XmlReaderFeed.Read(xml),
        ];
        foreach (Action work in works) CpuClock.Warm(work);
        List<double>[] times = [.. Enumerable.Range(0, works.Length + 2).Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < works.Length; i++) times[i].Add(CpuClock.Microseconds(works[i]));
            if (libwbxml?.Measure() is not { } theirs) continue;
            times[^2].Add(theirs.ToXml);
            times[^1].Add(theirs.ToWbxml);
        }

        bool met = Line(output, "WBXML decode", times[0], "libwbxml to XML", times[^2], WbxmlTarget);
        met &= Line(output, "WBXML encode", times[1], "libwbxml to WBXML", times[^1], WbxmlTarget);
        return met & Line(output, "XML decode", times[2], "XmlReader, same model", times[3], XmlTarget);
    }

    private static bool Line(TextWriter output, string ours, List<double> our, string theirs, List<double> their, double target)
    {
        double mine = Median(our);
        if (their.Count == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours,-13} {mine,7:F2} us"));
            return true;
        }

        double ratio = mine / Median(their);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours,-13} {mine,7:F2} us   {theirs,-22} {Median(their),7:F2} us   ratio {ratio:F3} (target below {target}) {(ratio < target ? "met" : "MISSED")}"));
        return ratio < target;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
