namespace FleetSim.Reports.Html;

/// <summary>The page's look, light and dark.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5d6878;--rule:#e1e5ea;
        --k1:#2563c9;--k2:#1d8a55;--k3:#cf3b3b;--k4:#d9850f;--k5:#7b8494;--k6:#8a4fc4;--good:#1d8a55;--warn:#b86e00;--bad:#c32f2f}
        @media(prefers-color-scheme:dark){:root{--bg:#12161c;--card:#1b2129;--ink:#e6eaf0;--soft:#9aa6b6;--rule:#2c3540;
        --k1:#6ea4ff;--k2:#4fc48a;--k3:#ff7b78;--k4:#f3b04b;--k5:#9aa3b2;--k6:#c08cf0;--good:#4fc48a;--warn:#f3b04b;--bad:#ff7b78}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
        main{max-width:1120px;margin:0 auto;padding:28px 20px 60px}
        h1{font-size:1.55rem;margin:0}h2{font-size:1.05rem;margin:34px 0 10px}
        .sub{color:var(--soft);margin:2px 0 18px}
        .verdict{border-left:6px solid var(--tone);background:var(--card);border-radius:8px;padding:14px 18px;margin:0 0 18px}
        .verdict b{color:var(--tone);font-size:1.25rem;letter-spacing:.01em}.verdict ul{margin:6px 0 0;padding-left:20px}
        .good{--tone:var(--good)}.warn{--tone:var(--warn)}.bad{--tone:var(--bad)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(172px,1fr));gap:10px}
        .tile,figure,.card{background:var(--card);border-radius:8px;padding:12px 16px;margin:0}
        .tile span{display:block;color:var(--soft);font-size:.82rem}.tile b{font-size:1.22rem;font-weight:600;line-height:1.4;white-space:nowrap}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:14px}
        figcaption{font-size:.86rem;color:var(--soft)}figcaption b{color:var(--ink);margin-right:6px;font-size:.95rem}
        .legend{margin:4px 0 0;font-size:.8rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:2px 14px;min-height:1.5em}
        .legend i{display:inline-block;width:14px;height:0;border-top:3px solid var(--c);vertical-align:middle;margin-right:5px}.legend i.dash{border-top-style:dashed}
        svg{width:100%;height:auto;display:block}svg text{font-size:11px;fill:var(--soft)}
        .y{text-anchor:end}.x{text-anchor:middle}.grid{stroke:var(--rule);stroke-width:1}
        .mark{stroke:var(--soft);stroke-width:1;stroke-dasharray:1 3;opacity:.8}
        .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.line.dash{stroke-dasharray:5 5;stroke-width:1.5}
        .tip rect{fill:transparent}.tip rect:hover{fill:var(--soft);fill-opacity:.14}
        .k1{--c:var(--k1)}.k2{--c:var(--k2)}.k3{--c:var(--k3)}.k4{--c:var(--k4)}.k5{--c:var(--k5)}.k6{--c:var(--k6)}
        .scroll{overflow-x:auto;background:var(--card);border-radius:8px;padding:4px 16px}
        table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--rule);vertical-align:top}
        tr:last-child td{border-bottom:0}th{font-weight:600;color:var(--soft);font-size:.82rem}td.n,th.n{text-align:right}td:last-child,th:last-child{padding-right:0}
        code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.yes{color:var(--good);font-weight:600}.no{color:var(--bad);font-weight:600}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr));gap:14px}
        .two h2{margin-top:34px}footer{color:var(--soft);font-size:.82rem;margin-top:36px}
        @media print{body{background:#fff}.tile,figure,.scroll,.verdict{border:1px solid var(--rule);break-inside:avoid}}
        """;
}
