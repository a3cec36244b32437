using Enterprise.Domain.ApiKeys;

namespace Enterprise.Domain.Tests.ApiKeys;

public sealed class ScopesTests
{
    [Fact]
    public void The_scopes_are_those_of_the_contract() =>
        Scopes
            .All.Order(StringComparer.Ordinal)
            .ShouldBe([
                "admin",
                "destinations:read",
                "destinations:write",
                "keys:read",
                "keys:write",
                "providerkeys:read",
                "providerkeys:write",
                "search:read",
                "search:write",
                "trips:read",
                "trips:write",
                "users:read",
                "users:write",
            ]);

    [Fact]
    public void Admin_allows_everything() =>
        Scopes.All.ShouldAllBe(scope => Scopes.Allow(new[] { Scopes.Admin }, scope));

    [Fact]
    public void Any_other_scope_allows_itself_alone()
    {
        foreach (var held in Scopes.All.Where(scope => scope is not Scopes.Admin))
        {
            Scopes.All.Where(wanted => Scopes.Allow(new[] { held }, wanted)).ShouldBe([held]);
        }
    }

    [Fact]
    public void Holding_nothing_allows_nothing() =>
        Scopes.All.ShouldAllBe(scope => !Scopes.Allow(Array.Empty<string>(), scope));

    [Fact]
    public void An_ordinary_user_neither_administers_nor_changes_destinations() =>
        Scopes
            .All.Except(Scopes.OfAnOrdinaryUser, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["admin", "destinations:write"]);
}
