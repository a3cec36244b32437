using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class PlanHashTests
{
    private const string Scan = """
        [{"Plan": {"Node Type": "Limit", "Plans": [
            {"Node Type": "Index Scan", "Index Name": "ix_a", "Relation Name": "trips"}]}}]
        """;

    [Fact]
    public void The_same_plan_has_the_same_hash_whatever_it_costs()
    {
        var hash = PlanHash.Of(Scan);

        hash.ShouldMatch("^[0-9a-f]{8}$");
        PlanHash
            .Of(
                Scan.Replace(
                    "\"trips\"",
                    "\"trips\", \"Total Cost\": 12.5, \"Alias\": \"t\"",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(hash);
    }

    [Theory]
    [InlineData("Index Scan", "Seq Scan")]
    [InlineData("ix_a", "ix_b")]
    [InlineData("trips", "users")]
    [InlineData("Limit", "Sort")]
    public void Another_plan_has_another(string part, string other) =>
        PlanHash.Of(Scan.Replace(part, other, StringComparison.Ordinal)).ShouldNotBe(PlanHash.Of(Scan));
}
