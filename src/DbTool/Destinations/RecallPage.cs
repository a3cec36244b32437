using System.Globalization;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Destinations.Recall;
using Spectre.Console;

namespace Enterprise.DbTool.Destinations;

/// <summary>A measured recall for people.</summary>
internal static class RecallPage
{
    public static void Show(RecallReport report)
    {
        Screen.Line(
            Invariant($"recall@10 of {report.Samples} searches among {report.Destinations:N0} destinations")
        );

        foreach (var part in report.Parts)
        {
            Screen.Line("");
            Screen.Line($"{NameOf(part.Filter, report.Destinations)}:");
            Screen.Table(
                ["ef_search", "recall", "worst", "p50 ms", "p95 ms", "short"],
                [
                    .. part.ByEfSearch.Select(line => Row(Invariant($"{line.EfSearch}"), line)),
                    Row(part.ServiceUsesIndex ? "service" : "service, exact", part.Service),
                ]
            );
        }

        Screen.Line("");
        Screen.Line(
            Invariant(
                $"The service sets ef_search {report.EfSearch}, {report.IterativeScan}; its way is the planner's choice."
            )
        );
        Judge(report);
    }

    private static void Judge(RecallReport report)
    {
        var least = report.Parts.Min(part => part.Service.Recall);
        var shortLists = report.Parts.Sum(part => part.Service.ShortLists);
        Screen.Line(
            Invariant(
                $"It finds {least:0.000} of what is nearest, or more; {shortLists} of its lists came short."
            ),
            report.IsGood ? Color.Green : Color.Red
        );
    }

    private static string NameOf(RecallFilter filter, int all)
    {
        var share = Invariant($"{filter.Rows:N0} destinations, 1 in {(double)all / filter.Rows:0}");

        return (filter.Country, filter.Tag) switch
        {
            (null, null) => "all",
            (null, var tag) => $"tag {tag} ({share})",
            (var country, null) => $"country {country} ({share})",
            var (country, tag) => $"country {country} with tag {tag} ({share})",
        };
    }

    private static string[] Row(string name, RecallLine line) =>
        [
            name,
            Invariant($"{line.Recall:0.000}"),
            Invariant($"{line.Worst:0.0}"),
            Invariant($"{line.P50Ms:0.0}"),
            Invariant($"{line.P95Ms:0.0}"),
            Invariant($"{line.ShortLists}"),
        ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
