using System.ComponentModel;
using System.Diagnostics;
using FleetSim.Device;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>What both sides really say to each other in a day, read by a program that is not ours: Debian's wbxml2xml.</summary>
[Trait("needs", "libwbxml")]
public sealed class IndependentReaderTests(TroubledDay day) : IClassFixture<TroubledDay>
{
    private const int Bodies = 120;

    [Fact]
    public void Wbxml2xml_reads_what_handsets_and_platform_send_as_we_do()
    {
        byte[][] bodies = [.. day.Lived.Handsets.SelectMany(h => Sent(h.Story).Concat(Received(h.Story))).DistinctBy(Convert.ToHexString).Take(Bodies)];
        Assert.Equal(Bodies, bodies.Length);
        foreach (byte[] body in bodies)
        {
            Decoded<SyncMlMessage> own = SyncMlCodec.Decode(body, SyncMlEncoding.Wbxml);
            Decoded<SyncMlMessage> theirs = SyncMlCodec.Decode(Wbxml2Xml(body), SyncMlEncoding.Xml);
            Assert.True(own.IsDone && theirs.IsDone, $"{own.Reason} {theirs.Reason} {Convert.ToHexString(body)}");
            Assert.Equal(Text(own.Value), Text(theirs.Value));
        }
    }

    private static IEnumerable<byte[]> Sent(Story story) => story.Actions.OfType<TerminalAction.PostDm>().Where(p => p.Encoding == SyncMlEncoding.Wbxml).Select(p => p.Body);

    private static IEnumerable<byte[]> Received(Story story) =>
        story.Events.OfType<TerminalEvent.HttpReplied>().Where(r => r.ContentType == SyncMlMediaType.Wbxml && r.Body.Length > 0).Select(r => r.Body);

    private static string Text(SyncMlMessage message) => System.Text.Encoding.UTF8.GetString(SyncMlCodec.Encode(message, SyncMlEncoding.Xml));

    private static byte[] Wbxml2Xml(byte[] wbxml)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, wbxml);
            using Process process = Process.Start(new ProcessStartInfo("wbxml2xml", ["-m", "0", "-k", "-o", path + ".xml", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            string said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"wbxml2xml: {said} {Convert.ToHexString(wbxml)}");
            return File.ReadAllBytes(path + ".xml");
        }
        catch (Win32Exception)
        {
            Assert.Skip("wbxml2xml is not installed (Debian package libwbxml2-utils)");
            throw;
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".xml");
        }
    }
}
