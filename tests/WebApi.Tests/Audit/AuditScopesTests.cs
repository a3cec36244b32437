using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Audit;

/// <summary>Who may not read an object may not read its story.</summary>
public sealed class AuditScopesTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string[]> Readers =>
        new()
        {
            { Scopes.TripsRead, ["trip", "tripStop"] },
            { Scopes.UsersRead, ["user"] },
            { Scopes.KeysRead, ["apiKey"] },
            { Scopes.ProviderKeysRead, ["providerKey"] },
        };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_key_reads_of_what_its_scope_reads_and_is_refused_the_rest(
        string scope,
        string[] entities
    )
    {
        var owner = await service.RegisterAsync();
        await owner.SettleAsync();
        var reader = await service.IssueAsync(owner.UserId, scope);

        (await reader.EntriesAsync())
            .Select(entry => entry.GetProperty("entity").GetString()!)
            .Distinct()
            .ShouldBe(entities, ignoreOrder: true);

        foreach (var entity in (string[])["trip", "tripStop", "user", "apiKey", "providerKey"])
        {
            var answer = await reader.GetAsync($"{Paths.Audit}?entity={entity}");
            _ = entities.Contains(entity) ? answer.ShouldBe(200) : answer.ShouldBeProblem(403);
        }
    }

    [Fact]
    public async Task A_key_with_no_scope_that_reads_any_of_them_is_refused()
    {
        string[] others =
        [
            .. Scopes.All.Except([
                Scopes.Admin,
                Scopes.TripsRead,
                Scopes.UsersRead,
                Scopes.KeysRead,
                Scopes.ProviderKeysRead,
            ]),
        ];
        var client = await service.RegisterAsync(others);

        (await client.GetAsync(Paths.Audit))
            .ShouldBeProblem(403)
            .Member("detail")!
            .ShouldContain("trips:read");
        (await client.GetAsync($"{Paths.Audit}?nonsense=1")).ShouldBeProblem(403);
    }

    [Fact]
    public async Task Nobody_is_told_nothing() =>
        (await service.Nobody.GetAsync(Paths.Audit))
            .ShouldBeProblem(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull();

    [Fact]
    public async Task Its_requests_are_counted_as_all_others() =>
        (await service.Alice.GetAsync(Paths.Audit)).ShouldBe(200).Header("RateLimit").ShouldNotBeNull();
}
