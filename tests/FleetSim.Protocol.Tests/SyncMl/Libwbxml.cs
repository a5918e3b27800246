using System.Diagnostics;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>The programs wbxml2xml and xml2wbxml; the test is skipped where they are not installed.</summary>
internal sealed class Libwbxml : IDisposable
{
    private readonly string _folder;

    public Libwbxml()
    {
        Assert.SkipUnless(IsInstalled("wbxml2xml") && IsInstalled("xml2wbxml"), "wbxml2xml and xml2wbxml are not installed (Debian package libwbxml2-utils)");
        _folder = Directory.CreateTempSubdirectory("fleetsim-libwbxml-").FullName;
    }

    /// <summary>What the program makes of the input; fails the test when it refuses it.</summary>
    public byte[] Convert(string program, byte[] input, params string[] options)
    {
        string from = Path.Combine(_folder, "in");
        string to = Path.Combine(_folder, "out");
        File.WriteAllBytes(from, input);
        File.Delete(to);
        using Process process = Process.Start(new ProcessStartInfo(program, [.. options, "-o", to, from]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && File.Exists(to), $"{program}: exit {process.ExitCode}, {said.Trim().Split('\n')[0]}, input {System.Convert.ToHexString(input)}");
        return File.ReadAllBytes(to);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
