using Enterprise.Architecture.Tests.Rules;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Architecture.Tests;

/// <summary>That each promise of the REST contract has a test, and that each rule reports one that has none.</summary>
public sealed class PromiseTests
{
    private static readonly string[] Sections =
    [
        "Everywhere",
        "Trips",
        "Users",
        "API keys",
        "Provider keys",
        "Destinations",
        "Search history",
        "Audit",
        "Operations",
    ];

    private static readonly IReadOnlyList<Promise> Promises = PromiseRules.Read(
        File.ReadAllText(Repository.PathOf("docs/rest-api.md"))
    );

    private static readonly IReadOnlySet<string> Tests = PromiseRules.Tests(
        SourceRules.Read(Repository.Root, "tests").Values
    );

    [Fact]
    public void The_contract_makes_promises_in_every_section()
    {
        Promises.Count.ShouldBeGreaterThan(100);
        Promises.Select(promise => promise.Section).Distinct().ShouldBe(Sections);
    }

    [Fact]
    public void Every_promise_has_a_test() => PromiseRules.WithoutTest(Promises).ShouldBeEmpty();

    [Theory]
    [InlineData("| Trips are kept. | |")]
    [InlineData("| Trips are kept. | TripTests.Trips_are_kept |")]
    [InlineData("| Trips are kept. |")]
    [InlineData("| Trips are kept. | `TripTests.Trips_are_kept` | later |")]
    public void A_promise_without_a_test_is_reported(string row) =>
        PromiseRules.WithoutTest(PromiseRules.Read(Page(row))).ShouldBe(["Trips are kept."]);

    [Fact]
    public void Every_test_that_proves_a_promise_exists() =>
        PromiseRules.UnknownTests(Promises, Tests).ShouldBeEmpty();

    [Theory]
    [InlineData("[Fact]", "public void", "TripTests", true)]
    [InlineData("[Theory]\n    [InlineData(1)]", "public async Task", "TripTests", true)]
    [InlineData("[Fact(Skip = \"later\")]", "public void", "TripTests", false)]
    [InlineData("[MemberData]", "public void", "TripTests", false)]
    [InlineData("[Fact]", "private void", "TripTests", false)]
    [InlineData("[Fact]", "public void", "OtherTests", false)]
    public void A_test_that_does_not_exist_is_reported(
        string attribute,
        string method,
        string type,
        bool exists
    )
    {
        var source = $$"""
            public sealed class {{type}}
            {
                {{attribute}}
                {{method}} Trips_are_kept() => Nothing();
            }
            """;
        var promises = PromiseRules.Read(Page("| Trips are kept. | `TripTests.Trips_are_kept` |"));

        PromiseRules
            .UnknownTests(promises, PromiseRules.Tests([source]))
            .ShouldBe(exists ? [] : ["TripTests.Trips_are_kept"]);
    }

    [Fact]
    public void No_promise_is_made_twice() => PromiseRules.Repeated(Promises).ShouldBeEmpty();

    [Theory]
    [InlineData("Trips are kept.", true)]
    [InlineData("trips are  kept", true)]
    [InlineData("`Trips` are kept.", true)]
    [InlineData("Trips are not kept.", false)]
    public void A_promise_that_is_made_again_is_reported(string text, bool reported) =>
        PromiseRules
            .Repeated(PromiseRules.Read(Page($"| Trips are kept. | `A.B` |\n| {text} | `A.C` |")))
            .ShouldBe(reported ? [text] : []);

    private static string Page(string rows) => $"## Trips\n\n| promise | test |\n|---|---|\n{rows}\n";
}
