using System.Text.RegularExpressions;

namespace Enterprise.Architecture.Tests.Rules;

/// <summary>The promises of the REST contract beside the tests that prove them; each rule gives those that break it.</summary>
internal static partial class PromiseRules
{
    private const int Columns = 2;
    private const string Header = "| promise | test |";
    private const string Section = "## ";

    /// <summary>The rows of all tables, under the headings of their sections; a section without a table has none.</summary>
    /// <remarks>Whatever stands in bars and is no heading of a table is a row, so that none is passed over.</remarks>
    public static IReadOnlyList<Promise> Read(string page)
    {
        var promises = new List<Promise>();
        var section = "";

        foreach (var line in page.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith(Section, StringComparison.Ordinal))
            {
                section = line[Section.Length..];
            }
            else if (line is ['|', ..] and not Header && !Rule().IsMatch(line))
            {
                promises.Add(Row(section, Bar().Split(line.Trim('|'))));
            }
        }

        return promises;
    }

    /// <summary>The names of all tests that are run, as <c>Class.Method</c>; one that is skipped proves nothing.</summary>
    /// <param name="sources">C# files.</param>
    public static IReadOnlySet<string> Tests(IEnumerable<string> sources) =>
        sources.SelectMany(TestsOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>Promises that nothing proves, or whose row is not one of two columns.</summary>
    public static IReadOnlyList<string> WithoutTest(IEnumerable<Promise> promises) =>
        [.. promises.Where(promise => promise.Tests.Count == 0).Select(promise => promise.Text)];

    /// <summary>Tests that are named and do not exist.</summary>
    public static IReadOnlyList<string> UnknownTests(
        IEnumerable<Promise> promises,
        IReadOnlySet<string> tests
    ) => [.. promises.SelectMany(promise => promise.Tests).Where(test => !tests.Contains(test)).Distinct()];

    /// <summary>Promises that are made again, be it in other case or with other marks.</summary>
    public static IReadOnlyList<string> Repeated(IEnumerable<Promise> promises) =>
        [
            .. promises
                .GroupBy(
                    promise => Mark().Replace(promise.Text, ""),
                    promise => promise.Text,
                    StringComparer.OrdinalIgnoreCase
                )
                .SelectMany(alike => alike.Skip(1)),
        ];

    private static Promise Row(string section, string[] cells) =>
        new(
            section,
            cells[0].Trim(),
            cells.Length == Columns
                ? [.. Named().Matches(cells[1]).Select(match => match.Groups["test"].Value)]
                : []
        );

    private static IEnumerable<string> TestsOf(string source)
    {
        var (type, isTest) = ("", false);

        foreach (var line in source.Split('\n'))
        {
            if (Class().Match(line) is { Success: true } found)
            {
                type = found.Groups["name"].Value;
            }
            else if (Attribute().IsMatch(line))
            {
                isTest = !line.Contains("Skip", StringComparison.Ordinal);
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                if (isTest)
                {
                    yield return $"{type}.{method.Groups["name"].Value}";
                }

                isTest = false;
            }
        }
    }

    [GeneratedRegex(@"^\|[\s:|-]+\|$", RegexOptions.None, 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, 1000)]
    private static partial Regex Bar();

    [GeneratedRegex("`(?<test>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"[^\w\s/{}<>=?-]+|\s+", RegexOptions.None, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*public (sealed )?class (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*public (async )?[\w<>]+ (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();
}

/// <summary>A promise of the contract.</summary>
/// <param name="Section">The heading that it stands under.</param>
/// <param name="Text">What is promised.</param>
/// <param name="Tests">What proves it, as <c>Class.Method</c>.</param>
internal sealed record Promise(string Section, string Text, IReadOnlyList<string> Tests);
