using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Wbxml;

/// <summary>Our WBXML as the dissector of tshark reads it, token by token.</summary>
[Trait("needs", "tshark")]
[Trait("spec", "WAP-192-WBXML, 5.4 to 5.8")]
public sealed partial class TsharkWbxmlTests
{
    private const int UserLinkType = 147;

    public static TheoryData<string> Names => GoldenMessageTests.CanonicalNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dissector_finds_the_elements_of_the_message_in_every_style(string name)
    {
        SyncMlMessage message = GoldenMessageTests.Message(name);
        string[] expected = [.. Tags().Matches(Encoding.UTF8.GetString(SyncMlCodec.Encode(message, SyncMlEncoding.Xml, new SyncMlStyle { XmlDeclaration = false, Namespaces = NamespaceForm.None }))).Select(match => match.Value)];
        SyncMlStyle[] styles =
        [
            .. from version in new byte[] { 1, 2, 3 }
               from table in Enum.GetValues<StringTableUse>()
               from data in Enum.GetValues<DataForm>()
               select new SyncMlStyle { WbxmlVersion = version, StringTable = table, Data = data },
        ];
        string[] dissections = Dissect([.. styles.Select(style => SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, style))]);
        Assert.Equal(styles.Length, dissections.Length);
        foreach ((SyncMlStyle style, string dissection) in styles.Zip(dissections))
        {
            Assert.DoesNotContain("Malformed", dissection, StringComparison.Ordinal);
            Assert.Contains($"Version: 1.{style.WbxmlVersion} (0x{style.WbxmlVersion:x2})", dissection, StringComparison.Ordinal);
            string[] seen = [.. dissection.Split('\n').Where(line => line.Contains('|', StringComparison.Ordinal)).Select(line => Tags().Match(line[line.LastIndexOf('|')..])).Where(match => match.Success).Select(match => match.Value.Replace(" />", "/>", StringComparison.Ordinal))];
            Assert.Equal(expected, seen);
        }
    }

    /// <summary>The dissection of each document; what is in front of the first is dropped.</summary>
    private static string[] Dissect(byte[][] documents)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Capture(documents));
            string output = Run(["-r", file, "-o", $"uat:user_dlts:\"User 0 (DLT={UserLinkType})\",\"wbxml\",\"0\",\"\",\"0\",\"\"", "-V"]);
            return output.Split("\nFrame ").Select((part, i) => i == 0 ? part : "Frame " + part).Where(part => part.Contains("WAP Binary XML", StringComparison.Ordinal)).ToArray();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A pcap file whose packets are the documents themselves.</summary>
    private static byte[] Capture(byte[][] documents)
    {
        using MemoryStream capture = new();
        Numbers(capture, 0xA1B2C3D4, 0x0004_0002, 0, 0, 65_535, UserLinkType);
        foreach (byte[] document in documents)
        {
            Numbers(capture, 0, 0, (uint)document.Length, (uint)document.Length);
            capture.Write(document);
        }

        return capture.ToArray();
    }

    private static void Numbers(MemoryStream capture, params uint[] numbers)
    {
        Span<byte> octets = stackalloc byte[4];
        foreach (uint number in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets, number);
            capture.Write(octets);
        }
    }

    private static string Run(string[] arguments)
    {
        try
        {
            using Process tshark = Process.Start(new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = tshark.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = tshark.StandardOutput.ReadToEnd();
            tshark.WaitForExit();
            Assert.True(tshark.ExitCode == 0, $"tshark: exit {tshark.ExitCode}, {errors.GetAwaiter().GetResult()}");
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("tshark is not installed");
            throw;
        }
    }

    [GeneratedRegex(@"</?[A-Za-z]+ ?/?>")]
    private static partial Regex Tags();
}
