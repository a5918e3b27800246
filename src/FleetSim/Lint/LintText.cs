using System.Globalization;
using System.Text;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.Lint;

/// <summary>The report for people: area by area, rule by rule.</summary>
internal static class LintText
{
    private const int IdWidth = 34;

    public static string Of(LintOutcome outcome)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\nLint of {outcome.Target}: {outcome.Report.Handsets} handsets, {outcome.Took:mm\\:ss}{(outcome.Interrupted ? ", interrupted" : "")}\n");
        foreach (IGrouping<LintArea, LintResult> area in outcome.Report.Results.GroupBy(result => result.Rule.Area))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{area.Key}\n");
            foreach (LintResult result in area) Line(text, result);
        }

        return text.Append('\n').Append(Sum(outcome.Report)).Append('\n').ToString();
    }

    private static string Sum(LintReport report)
    {
        int errors = report.Findings.Count(result => result.Rule.Severity == LintSeverity.Error);
        int warnings = report.Findings.Count() - errors;
        int seen = report.Exercised.Count();
        return string.Create(CultureInfo.InvariantCulture, $"{report.Results.Count} rules: {seen - errors - warnings} ok, {errors} broken, {warnings} with a warning, {report.Results.Count - seen} not seen.\n{(report.HasErrors ? "The platform has errors." : seen == 0 ? "Nothing was seen: this says nothing about the platform." : "No error was found.")}");
    }

    private static void Line(StringBuilder text, LintResult result)
    {
        text.Append(string.Create(CultureInfo.InvariantCulture, $"  {Word(result),-9}{result.Rule.Id,-IdWidth} {Count(result)}").TrimEnd()).Append('\n');
        if (result.First is not { } first) return;
        text.Append(CultureInfo.InvariantCulture, $"           {result.Rule.Sentence} [{result.Rule.Basis}]\n");
        string place = first.Place.ToString();
        text.Append(CultureInfo.InvariantCulture, $"           first: IMEI {first.Imei}, {first.At:HH:mm:ss.fff}{(place.Length > 0 ? ", " + place : "")}: {first.Detail}\n");
        text.Append(CultureInfo.InvariantCulture, $"           cure: {first.Cure}\n");
    }

    private static string Word(LintResult result) => result switch
    {
        { Seen: 0 } => "not seen",
        { Broken: 0 } => "ok",
        { Rule.Severity: LintSeverity.Error } => "ERROR",
        _ => "warning",
    };

    private static string Count(LintResult result) => result switch
    {
        { Seen: 0 } => "",
        { Broken: 0 } => string.Create(CultureInfo.InvariantCulture, $"{result.Seen} times"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{result.Broken} of {result.Seen} times, {result.Handsets} handsets"),
    };
}
