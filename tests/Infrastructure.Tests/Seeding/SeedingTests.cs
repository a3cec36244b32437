using Enterprise.Application.ApiKeys;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Seeding;

public sealed class SeedingTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private Seeder Seeder => _database.Services.GetRequiredService<Seeder>();

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        var first = await Seeder.SeedAsync(CancellationToken.None);
        var before = await StateAsync();

        var second = await Seeder.SeedAsync(CancellationToken.None);

        second.ShouldBe(first);
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_was_deleted_or_changed_since_stays_as_it_is()
    {
        var users = await Seeder.SeedAsync(CancellationToken.None);
        await using var app = await _database.ConnectAsAppAsync();
        await app.RunAsync("DELETE FROM trips WHERE title = 'Lisbon on foot'");
        await app.RunAsync("DELETE FROM destinations WHERE name < 'M'");
        await app.RunAsync("UPDATE users SET display_name = 'Boss' WHERE id = $1", users.AdminId);
        var before = await StateAsync();

        await Seeder.SeedAsync(CancellationToken.None);

        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Several_seeders_at_once_all_succeed_and_write_everything_once()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Seeder.SeedAsync(CancellationToken.None)))
        );

        await using var app = await _database.ConnectAsAppAsync();
        (await app.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(2);
        (await app.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(4);
    }

    [Fact]
    public async Task A_standing_key_is_kept_while_it_is_valid_and_replaced_when_it_is_not()
    {
        var users = await Seeder.SeedAsync(CancellationToken.None);
        var secret = await EnsureAsync(null, users.DemoId);
        var caller = await AuthenticateAsync(secret);

        (await EnsureAsync(secret, users.DemoId)).ShouldBe(secret);
        (await EnsureAsync(secret, users.AdminId)).ShouldNotBe(secret);
        (await EnsureAsync("ent_mistyped", users.DemoId)).ShouldNotBe(secret);

        await _database.Services.SendAsync(new RevokeApiKey(caller, caller.KeyId, Preconditions.None));
        var next = await EnsureAsync(secret, users.DemoId);
        next.ShouldNotBe(secret);
        (await AuthenticateAsync(next)).UserId.ShouldBe(users.DemoId);
    }

    private Task<string> EnsureAsync(string? secret, Guid userId) =>
        _database
            .Services.GetRequiredService<StandingKeys>()
            .EnsureAsync(secret, userId, "local", [Scopes.TripsRead], CancellationToken.None);

    private async Task<Enterprise.Application.Callers.Caller> AuthenticateAsync(string secret) =>
        (
            await _database
                .Services.GetRequiredService<ApiKeyAuthenticator>()
                .AuthenticateAsync(secret, "", CancellationToken.None)
        ).ShouldNotBeNull();

    private async Task<string> StateAsync()
    {
        await using var app = await _database.ConnectAsAppAsync();

        return await app.AskAsync<string>(
            """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT u::text || u.xmin FROM users u UNION ALL SELECT t::text || t.xmin FROM trips t
                UNION ALL SELECT d::text || d.xmin FROM destinations d
            ) AS state (line)
            """
        );
    }
}
