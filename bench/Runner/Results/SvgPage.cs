using System.Globalization;
using System.Net;
using System.Text;

namespace Enterprise.Runner.Results;

/// <summary>A page of lines and dots, readable where pages are light and where they are dark.</summary>
internal sealed class SvgPage
{
    private const int Width = 760;

    private const string Style = """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #24292f; }
          .title { font-size: 17px; font-weight: 600; }
          .quiet { fill: #57606a; font-size: 12px; }
          .page { fill: #ffffff; stroke: #d0d7de; }
          .grid { stroke: #d0d7de; }
          line { stroke-width: 1.5; }
          line.grid { stroke-width: 1; }
          .c0 { stroke: #1f6feb; } .c1 { stroke: #bf8700; } .c2 { stroke: #1a7f37; } .c3 { stroke: #a475f9; }
          .c0.full { fill: #1f6feb; } .c1.full { fill: #bf8700; } .c2.full { fill: #1a7f37; } .c3.full { fill: #a475f9; }
          .hollow { fill: none; stroke-width: 2; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .quiet { fill: #9198a1; }
            .page { fill: #0d1117; stroke: #30363d; }
            .grid { stroke: #30363d; }
          }
        </style>
        """;

    private readonly StringBuilder _svg = new();

    public SvgPage(string label, int height)
    {
        Add(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{label}\">"
        );
        _svg.Append(Style).Append('\n');
        Add(
            $"<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{height - 1}\" rx=\"8\"/>"
        );
    }

    public void Text(double x, double y, string style, string text) =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" class=\"{style}\">{WebUtility.HtmlEncode(text)}</text>");

    public void Line(double fromX, double fromY, double toX, double toY, string style) =>
        Add(
            $"<line x1=\"{fromX:0.#}\" y1=\"{fromY:0.#}\" x2=\"{toX:0.#}\" y2=\"{toY:0.#}\" class=\"{style}\"/>"
        );

    public void Dot(double x, double y, double radius, string style, bool hollow) =>
        Add(
            $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" class=\"{style} {(hollow ? "hollow" : "full")}\"/>"
        );

    public string End() => _svg.Append("</svg>\n").ToString();

    private void Add(FormattableString element) =>
        _svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
