using System.Globalization;
using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Runner.Results;

namespace Enterprise.Runner.Recall;

/// <summary>Draws recall against latency, a line for each filter and a dot for each <c>hnsw.ef_search</c>.</summary>
internal static class RecallChart
{
    private const int Left = 60;
    private const int Top = 70;
    private const int Width = 660;
    private const int Height = 300;

    private static readonly string[] Colours = ["c0", "c1", "c2", "c3"];

    public static string Draw(RecallRun run)
    {
        var svg = new SvgPage("recall@10 against latency", Top + Height + 120);
        var lines = run.Report.Parts.SelectMany(part => part.ByEfSearch.Append(part.Service)).ToArray();
        var scale = new Scale(lines);
        svg.Text(20, 32, "title", "How much of what is nearest is found, and how fast");
        svg.Text(
            Left,
            56,
            "quiet",
            "recall@10, by the median latency of a search (log scale); the numbers are hnsw.ef_search"
        );
        Grid(svg, scale);

        foreach (var (at, part) in run.Report.Parts.Index())
        {
            Part(svg, scale, part, Colours[at % Colours.Length]);
            var y = Top + Height + 44 + (at / 2 * 22);
            var x = Left + (at % 2 * 350);
            svg.Dot(x, y - 4, 5, Colours[at % Colours.Length], hollow: false);
            svg.Text(
                x + 12,
                y,
                "",
                $"{NameOf(part.Filter, run.Report.Destinations)}{(part.ServiceUsesIndex ? "" : "; service: exact")}"
            );
        }

        svg.Text(
            20,
            Top + Height + 104,
            "quiet",
            Invariant(
                $"{run.Date:yyyy-MM-dd}, {run.Commit}, {run.Report.Destinations:N0} destinations, {run.Report.Samples} searches a dot; rings: the service (ef_search {run.Report.EfSearch}), PostgreSQL {run.Machine.PostgreSql}"
            )
        );

        return svg.End();
    }

    public static string NameOf(RecallFilter filter, int all) =>
        filter is { Country: null, Tag: null }
            ? "no filter"
            : Invariant(
                $"{string.Join(" with ", new[] { filter.Country, filter.Tag }.OfType<string>())}: 1 in {(double)all / filter.Rows:0}"
            );

    private static void Grid(SvgPage svg, Scale scale)
    {
        foreach (var recall in scale.Recalls())
        {
            svg.Line(Left, scale.Y(recall), Left + Width, scale.Y(recall), "grid");
            svg.Text(Left - 38, scale.Y(recall) + 4, "quiet", Invariant($"{recall:0.00}"));
        }

        foreach (var milliseconds in scale.Milliseconds())
        {
            svg.Line(scale.X(milliseconds), Top, scale.X(milliseconds), Top + Height, "grid");
            svg.Text(
                scale.X(milliseconds) - 12,
                Top + Height + 18,
                "quiet",
                Invariant($"{milliseconds:0.#} ms")
            );
        }
    }

    private static void Part(SvgPage svg, Scale scale, RecallPart part, string colour)
    {
        foreach (var (from, to) in part.ByEfSearch.Zip(part.ByEfSearch.Skip(1)))
        {
            svg.Line(
                scale.X(from.P50Ms),
                scale.Y(from.Recall),
                scale.X(to.P50Ms),
                scale.Y(to.Recall),
                colour
            );
        }

        var named = new List<(double X, double Y)>();

        foreach (var line in part.ByEfSearch)
        {
            var (x, y) = (scale.X(line.P50Ms), scale.Y(line.Recall));
            svg.Dot(x, y, 3.5, colour, hollow: false);

            // Where the value makes no difference, the dots lie on each other.
            if (named.All(other => Math.Abs(other.X - x) > 24 || Math.Abs(other.Y - y) > 12))
            {
                svg.Text(x + 6, y + 14, "quiet", Invariant($"{line.EfSearch}"));
                named.Add((x, y));
            }
        }

        svg.Dot(scale.X(part.Service.P50Ms), scale.Y(part.Service.Recall), 7, colour, hollow: true);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>From recall and milliseconds to points of the page.</summary>
    private sealed class Scale(IReadOnlyList<RecallLine> lines)
    {
        private readonly double _least = Math.Floor(lines.Min(line => line.Recall) * 10) / 10;
        private readonly double _fastest = Math.Log2(lines.Min(line => line.P50Ms)) - 0.3;
        private readonly double _slowest = Math.Log2(lines.Max(line => line.P50Ms)) + 0.5;

        public double X(double milliseconds) =>
            Left + ((Math.Log2(milliseconds) - _fastest) / (_slowest - _fastest) * Width);

        public double Y(double recall) => Top + ((1 - recall) / (1 - Math.Min(_least, 0.9)) * Height);

        public IEnumerable<double> Recalls()
        {
            var least = Math.Min(_least, 0.9);
            var step =
                least < 0.8 ? 0.1
                : least < 0.9 ? 0.05
                : 0.02;

            for (var i = 0; 1 - (i * step) >= least - 1e-9; i++)
            {
                yield return 1 - (i * step);
            }
        }

        public IEnumerable<double> Milliseconds() =>
            Enumerable
                .Range(-4, 16)
                .Select(power => Math.Pow(2, power))
                .Where(value => Math.Log2(value) > _fastest && Math.Log2(value) < _slowest);
    }
}
