using System.Text;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>
/// The pages under docs/spec: one per document, from the traits of the tests, and what is not implemented from docs/spec/not-implemented.md, whose
/// sections carry the documents' names.
/// </summary>
internal static class SpecPages
{
    public const string Folder = "docs/spec";
    public const string NotImplemented = Folder + "/not-implemented.md";

    private const string Head = "<!-- Generated from the spec traits of the tests and from not-implemented.md; FLEETSIM_REFRESH_DOCS=1 writes it anew. -->\n";

    /// <summary>Path to content.</summary>
    public static IReadOnlyDictionary<string, string> Generate()
    {
        Dictionary<string, string> gaps = Gaps();
        string[] documents = [.. SpecTrait.All.Select(t => t.Document).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, string> pages = documents.ToDictionary(PathOf, d => Page(d, gaps.GetValueOrDefault(d)));
        pages[Folder + "/README.md"] = Index(documents, gaps);
        return pages;
    }

    /// <summary>Document to its list of what is missing, as hand-written.</summary>
    public static Dictionary<string, string> Gaps() => Repository.Read(NotImplemented).Split("\n## ")[1..]
        .ToDictionary(s => s[..s.IndexOf('\n', StringComparison.Ordinal)].Trim(), s => s[s.IndexOf('\n', StringComparison.Ordinal)..].Trim());

    private static string PathOf(string document) => $"{Folder}/{FileName(document)}.md";

    private static string FileName(string document) => string.Concat(document.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-')).ToLowerInvariant();

    private static string Page(string document, string? gaps)
    {
        StringBuilder page = new(Head);
        page.Append("# ").Append(document).Append("\n\nWhich tests prove which clause. A class stands for all of its tests.\n\n| clause | tests |\n| --- | --- |\n");
        foreach (IGrouping<string, SpecTrait> clause in SpecTrait.All.Where(t => t.Document == document).GroupBy(t => t.Clause).OrderBy(g => g.Key, ClauseOrder.Instance))
        {
            string tests = string.Join("<br>", clause.Select(t => t.Test).Distinct().Order(StringComparer.Ordinal));
            page.Append("| ").Append(clause.Key.Length == 0 ? "whole document" : clause.Key).Append(" | ").Append(tests).Append(" |\n");
        }

        page.Append("\n## Not implemented\n\n").Append(gaps ?? "Nothing is listed.").Append('\n');
        return page.ToString();
    }

    private static string Index(string[] documents, Dictionary<string, string> gaps)
    {
        StringBuilder page = new(Head);
        page.Append("# Specifications\n\nThe documents that FleetSim implements, each with the tests that prove it.\nWhat is left out, and why: [not-implemented.md](not-implemented.md).\n\n");
        page.Append("| document | clauses with a test | left out |\n| --- | --- | --- |\n");
        foreach (string document in documents)
        {
            int clauses = SpecTrait.All.Where(t => t.Document == document).Select(t => t.Clause).Distinct().Count();
            page.Append(FormattableString.Invariant($"| [{document}]({FileName(document)}.md) | {clauses} | {(gaps.ContainsKey(document) ? "listed" : "")} |\n"));
        }

        foreach (string document in gaps.Keys.Except(documents).Order(StringComparer.Ordinal)) page.Append(FormattableString.Invariant($"| {document} | none | listed |\n"));
        return page.ToString();
    }
}

/// <summary>"7.10" comes behind "7.9".</summary>
internal sealed class ClauseOrder : IComparer<string>
{
    public static ClauseOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => string.CompareOrdinal(Padded(x), Padded(y));

    private static string Padded(string? clause) =>
        System.Text.RegularExpressions.Regex.Replace(clause ?? "", @"\d+", m => m.Value.PadLeft(6, '0'));
}
