using System.Text;
using FleetSim.Reports.Html;
using FleetSim.Reports.Model;

namespace FleetSim.Reports;

/// <summary>Puts a run's report into a directory, in the four forms that people and programs read.</summary>
public static class ReportWriter
{
    /// <summary>Writes report.html, report.json, report.md and report.schema.json; the directory is created, older files of these names are replaced.</summary>
    /// <returns>The paths written, sorted.</returns>
    public static IReadOnlyList<string> Write(RunReport report, string directory)
    {
        ArgumentNullException.ThrowIfNull(report);
        Directory.CreateDirectory(directory);
        return
        [
            WriteFile(directory, "report.html", HtmlReport.Render(report)),
            WriteFile(directory, "report.json", ReportJson.Serialize(report)),
            WriteFile(directory, "report.md", MarkdownReport.Render(report)),
            WriteFile(directory, "report.schema.json", ReportJson.Schema()),
        ];
    }

    // Over a temporary name, so that a reader never sees half a report.
    private static string WriteFile(string directory, string name, string content)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllText(path + ".new", content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }
}
