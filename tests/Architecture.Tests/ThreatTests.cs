using Enterprise.Architecture.Tests.Rules;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>That the page on security names for each threat tests that there are.</summary>
public sealed class ThreatTests
{
    private const string Section = "## The OWASP API Security Top 10 (2023)";
    private const int Threats = 10;

    private static readonly string[][] Rows =
    [
        .. File.ReadAllText(Repository.PathOf("docs/security.md"))
            .Split(Section)[^1]
            .Split('\n')
            .Where(line => line.StartsWith("| API", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    [Fact]
    public void Each_of_the_ten_threats_has_a_row_with_what_stops_it_and_a_test()
    {
        Rows.Select(row => row[0].Split(' ')[0])
            .ShouldBe(Enumerable.Range(1, Threats).Select(number => $"API{number}"));
        Rows.ShouldAllBe(row => row.Length == 3 && row[1].Length > 0 && row[2].Contains('`'));
    }

    [Fact]
    public void Each_test_that_is_named_exists()
    {
        var tests = PromiseRules.Tests(SourceRules.Read(Repository.Root, "tests").Values);
        var named = Rows.SelectMany(row => row[2].Split('`', StringSplitOptions.RemoveEmptyEntries))
            .Where(name => !string.IsNullOrWhiteSpace(name));

        named.Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }
}
