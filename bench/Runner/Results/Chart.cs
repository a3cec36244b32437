using System.Globalization;
using System.Text;

namespace Enterprise.Runner.Results;

/// <summary>Draws a run as bars, readable on light and dark pages.</summary>
internal static class Chart
{
    private const int Width = 760;
    private const int Top = 76;
    private const int GroupHeight = 74;
    private const int Left = 180;
    private const int BarWidth = 150;
    private const int PanelWidth = 290;

    private const string Style = """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #24292f; }
          .title { font-size: 17px; font-weight: 600; }
          .quiet { fill: #57606a; font-size: 12px; }
          .page { fill: #ffffff; stroke: #d0d7de; }
          .ours { fill: #1f6feb; }
          .rival { fill: #afb8c1; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .quiet { fill: #9198a1; }
            .page { fill: #0d1117; stroke: #30363d; }
            .ours { fill: #4493f8; }
            .rival { fill: #656c76; }
          }
        </style>
        """;

    public static string Draw(Report report)
    {
        var height = Top + (report.Scenarios.Count * GroupHeight) + 46;
        var svg = new StringBuilder();
        svg.Append(
            Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"Benchmark: the service against hand-written code\">\n"
            )
        );
        svg.Append(Style).Append('\n');
        svg.Append(
            Invariant(
                $"<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{height - 1}\" rx=\"8\"/>\n"
            )
        );
        Text(svg, 20, 32, "title", "The service against hand-written Npgsql and JSON");
        Text(svg, Left, 60, "quiet", "requests/s (longer is better)");
        Text(svg, Left + PanelWidth, 60, "quiet", "CPU ms per 1000 requests (shorter is better)");

        for (var i = 0; i < report.Scenarios.Count; i++)
        {
            var result = report.Scenarios[i];
            var y = Top + (i * GroupHeight);
            Text(svg, 20, y + 18, "", result.Title);
            Text(
                svg,
                20,
                y + 38,
                "quiet",
                Invariant($"{result.Ratios.RequestsPerSecond.Median:0.00} × requests/s")
            );
            Bars(svg, Left, y, result, sample => sample.RequestsPerSecond);
            Bars(svg, Left + PanelWidth, y, result, sample => sample.CpuMsPer1000);
        }

        Text(
            svg,
            20,
            height - 20,
            "quiet",
            Invariant(
                $"{report.Date:yyyy-MM-dd}, {report.Commit}, {report.Machine.Cores} cores for client, service and database, {report.Connections} connections, PostgreSQL {report.Machine.PostgreSql.Split(' ')[0]}, .NET {report.Machine.DotNet}"
            )
        );

        return svg.Append("</svg>\n").ToString();
    }

    private static void Bars(
        StringBuilder svg,
        int x,
        int y,
        ScenarioResult result,
        Func<Sample, double> value
    )
    {
        var most = Math.Max(value(result.Ours), value(result.Rival));
        Bar(svg, x, y + 4, "ours", value(result.Ours), most);
        Bar(svg, x, y + 29, "rival", value(result.Rival), most);
    }

    private static void Bar(StringBuilder svg, int x, int y, string who, double value, double most)
    {
        var width = Math.Max(2, value / most * BarWidth);
        svg.Append(
            Invariant(
                $"<rect class=\"{who}\" x=\"{x}\" y=\"{y}\" width=\"{width:0.#}\" height=\"20\" rx=\"3\"/>\n"
            )
        );
        Text(svg, (int)(x + width + 6), y + 15, "", Invariant($"{value:N0} {who}"));
    }

    private static void Text(StringBuilder svg, int x, int y, string style, string text) =>
        svg.Append(
            Invariant(
                $"<text x=\"{x}\" y=\"{y}\" class=\"{style}\">{System.Net.WebUtility.HtmlEncode(text)}</text>\n"
            )
        );

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
