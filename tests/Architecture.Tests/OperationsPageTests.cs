using System.Text.RegularExpressions;
using Enterprise.Architecture.Tests.Rules;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>That the page for operators tells of every event that is logged, with its level, and of no other.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly Dictionary<string, string> Logged = SourceRules
        .Read(Repository.Root, "src")
        .Values.SelectMany(source => Declaration().Matches(source))
        .ToDictionary(
            match => match.Groups["id"].Value,
            match => match.Groups["level"].Value,
            StringComparer.Ordinal
        );

    private static readonly Dictionary<string, string[]> Told = File.ReadLines(
            Repository.PathOf("docs/operations.md")
        )
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells is [{ Length: 4 } id, _, _, _] && id.All(char.IsAsciiDigit))
        .ToDictionary(cells => cells[0], cells => cells, StringComparer.Ordinal);

    [Fact]
    public void Every_event_is_told_of_and_no_other()
    {
        Logged.Count.ShouldBeGreaterThan(40);
        Told.Keys.Order().ShouldBe(Logged.Keys.Order());
    }

    [Fact]
    public void Each_has_its_level_and_a_meaning()
    {
        foreach (var (id, cells) in Told)
        {
            // One that is given its level by its caller has several.
            (Logged[id].Length == 0 || cells[1].Equals(Logged[id], StringComparison.Ordinal)).ShouldBeTrue(
                id
            );
            cells[2].ShouldNotBeEmpty(id);
        }
    }

    [Fact]
    public void What_is_a_warning_or_worse_says_what_to_do() =>
        Told
            .Values.Where(cells => cells[1] is not ("Information" or "Debug") && cells[3].Length == 0)
            .ShouldBeEmpty();

    [GeneratedRegex(
        @"\[LoggerMessage\(\s*(?:EventId = )?(?<id>\d+),\s*(?:LogLevel\.(?<level>\w+),)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Declaration();
}
