using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>The script node-peer.js in a process of its own. Skips the test where node or its package smpp is missing.</summary>
internal sealed class NodePeer : IDisposable
{
    private readonly Process _process;

    private NodePeer(Process process) => _process = process;

    /// <summary>NODE_PATH names the folder that holds the package.</summary>
    public static async Task<NodePeer> StartAsync(params string[] arguments)
    {
        using (Process probe = Start("-e", "require('smpp')"))
        {
            await probe.WaitForExitAsync().Within("node");
            Assert.SkipUnless(probe.ExitCode == 0, "the npm package smpp is not installed where NODE_PATH points");
        }

        return new NodePeer(Start([Path.Combine(AppContext.BaseDirectory, "Smpp", "node-peer.js"), .. arguments]));
    }

    /// <summary>The script's next line, which must be this event.</summary>
    public async Task<JsonElement> NextAsync(string expected)
    {
        string line = await _process.StandardOutput.ReadLineAsync().Within(expected) ?? throw new EndOfStreamException(await _process.StandardError.ReadToEndAsync());
        JsonElement said = JsonDocument.Parse(line).RootElement;
        Assert.True(said.GetProperty("event").GetString() == expected, $"expected {expected}: {line}");
        return said;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
            throw;
        }
    }
}
