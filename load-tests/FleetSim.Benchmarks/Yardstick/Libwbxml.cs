using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FleetSim.Benchmarks.Yardstick;

/// <summary>libwbxml2's conversion of one file, timed by its own small program, which is compiled here where source, compiler and library are present.</summary>
internal sealed partial class Libwbxml : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string _file;

    private Libwbxml(DirectoryInfo folder, string file)
    {
        _folder = folder;
        _file = file;
    }

    private string Program => Path.Combine(_folder.FullName, "bench");

    /// <summary>Null, and the reason, when it cannot be had.</summary>
    public static Libwbxml? Compile(string source, byte[] wbxml, out string? reason)
    {
        reason = File.Exists(source) ? null : "its source is not beside the repository";
        if (reason is not null) return null;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetsim-yardstick");
        Libwbxml libwbxml = new(folder, Path.Combine(folder.FullName, "sample.wbxml"));
        File.WriteAllBytes(libwbxml._file, wbxml);
        if (Run("cc", ["-O2", "-I/usr/include/libwbxml-1.0", source, "-o", libwbxml.Program, "-lwbxml2"]) is not null) return libwbxml;
        libwbxml.Dispose();
        reason = "a C compiler or libwbxml2-dev is missing";
        return null;
    }

    /// <summary>Microseconds of CPU per message: WBXML to XML, and XML to WBXML.</summary>
    public (double ToXml, double ToWbxml)? Measure()
    {
        Match figures = Figures().Match(Run(Program, [_file, "20000"]) ?? "");
        return figures.Success ? (Number(figures.Groups[1]), Number(figures.Groups[2])) : null;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Number(Group digits) => double.Parse(digits.Value, CultureInfo.InvariantCulture);

    /// <summary>What the program printed; null when it failed or is not there.</summary>
    private static string? Run(string program, string[] arguments)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            string? output = process?.StandardOutput.ReadToEnd();
            process?.WaitForExit();
            return process?.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"to XML \(\d+\) ([\d.]+) us, to WBXML \(\d+\) ([\d.]+) us, failures 0")]
    private static partial Regex Figures();
}
