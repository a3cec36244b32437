using Enterprise.Application.Callers;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>What the policies let pass, asked past all code by the application's role.</summary>
public sealed class PolicyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Caller _ada = null!;
    private Caller _bea = null!;
    private NpgsqlConnection _app = null!;

    public async Task InitializeAsync()
    {
        (_ada, _bea) = (await database.Services.RegisterAsync(), await database.Services.RegisterAsync());
        await database.Services.PlanAsync(_ada);
        await database.Services.PlanAsync(_bea);
        _app = await database.ConnectAsNobodyAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Whoever_does_not_say_as_whom_sees_nothing_and_changes_nothing()
    {
        (await CountAsync("trips")).ShouldBe(0);
        (await CountAsync("users")).ShouldBe(0);
        (await CountAsync("api_keys")).ShouldBe(0);
        (await _app.RunAsync("UPDATE trips SET title = 'mine'")).ShouldBe(0);
        (await _app.RunAsync("DELETE FROM users")).ShouldBe(0);

        (await RefusalOfAsync(Insert, Guid.CreateVersion7(database.Clock.GetUtcNow()), _ada.UserId)).ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );
    }

    [Fact]
    public async Task A_user_sees_their_rows_alone()
    {
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(_ada));

        (await _app.ListAsync<Guid>("SELECT user_id FROM trips")).ShouldBe([_ada.UserId]);
        (await _app.ListAsync<Guid>("SELECT id FROM users")).ShouldBe([_ada.UserId]);
        (await _app.RunAsync("UPDATE trips SET title = 'x' WHERE user_id = $1", _bea.UserId)).ShouldBe(0);
        (await _app.RunAsync("DELETE FROM trips")).ShouldBe(1);
    }

    [Fact]
    public async Task A_user_makes_no_row_for_another_and_gives_none_away()
    {
        await using (var transaction = await _app.BeginTransactionAsync())
        {
            await transaction.ActAsAsync(Identity.Of(_ada));
            (
                await RefusalOfAsync(Insert, Guid.CreateVersion7(database.Clock.GetUtcNow()), _bea.UserId)
            ).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        await using var second = await _app.BeginTransactionAsync();
        await second.ActAsAsync(Identity.Of(_ada));
        (await RefusalOfAsync("UPDATE trips SET user_id = $1", _bea.UserId)).ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );
    }

    [Fact]
    public async Task An_administrator_sees_and_changes_everybodys()
    {
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(TestUsers.Admin));

        (await CountAsync("trips")).ShouldBeGreaterThanOrEqualTo(2);
        (await _app.RunAsync("UPDATE trips SET title = 'x' WHERE user_id = $1", _bea.UserId)).ShouldBe(1);
    }

    [Fact]
    public async Task The_service_on_its_own_account_sees_no_trips_and_no_users()
    {
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Service);

        (await CountAsync("trips")).ShouldBe(0);
        (await CountAsync("users")).ShouldBe(0);
        (await CountAsync("provider_keys")).ShouldBe(0);
        (await _app.RunAsync("DELETE FROM api_keys")).ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE api_keys SET scopes = '{admin}'")]
    [InlineData("UPDATE api_keys SET revoked_at = now(), last_used_at = now()")]
    [InlineData("UPDATE api_keys SET user_id = gen_random_uuid()")]
    public async Task The_service_on_its_own_account_keeps_nothing_of_keys_but_when_they_were_used(
        string change
    )
    {
        await using (var owner = await database.ConnectAsOwnerAsync())
        {
            await owner.RunAsync(
                """
                INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
                VALUES (gen_random_uuid(), $1, 'laptop', 'ent_00000000', sha256(gen_random_uuid()::text::bytea), '{trips:read}', now())
                """,
                _ada.UserId
            );
        }

        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Service);
        (await _app.RunAsync("UPDATE api_keys SET last_used_at = now()")).ShouldBeGreaterThan(0);

        (await RefusalOfAsync(change)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_in_a_trip_of_another_is_refused_as_in_one_that_is_not_there(bool isThere)
    {
        var trip = isThere ? await TripOfAsync(_bea.UserId) : Guid.CreateVersion7(database.Clock.GetUtcNow());
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(_ada));

        (await RefusalOfAsync(InsertStop, trip, _ada.UserId)).ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );
    }

    [Fact]
    public async Task A_stop_in_ones_own_trip_is_taken_also_of_an_administrator_and_moves_to_no_other()
    {
        var (trip, other) = (await TripOfAsync(_ada.UserId), await TripOfAsync(_bea.UserId));
        await using var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(_ada));
        (await _app.RunAsync(InsertStop, trip, _ada.UserId)).ShouldBe(1);
        await transaction.ActAsAsync(Identity.Of(TestUsers.Admin));
        (await _app.RunAsync(InsertStop, trip, _ada.UserId)).ShouldBe(1);

        (await RefusalOfAsync("UPDATE trip_stops SET trip_id = $1 WHERE trip_id = $2", other, trip)).ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("ROLLBACK")]
    public async Task An_identity_ends_with_its_transaction_however_that_ends(string end)
    {
        var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(TestUsers.Admin));
        (await CountAsync("users")).ShouldBeGreaterThan(0);

        await _app.RunAsync(end);

        (await CountAsync("users")).ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_in_the_middle_leaves_no_identity_behind()
    {
        var transaction = await _app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(TestUsers.Admin));
        await Should.ThrowAsync<PostgresException>(() => _app.RunAsync("SELECT 1 / 0"));
        await transaction.RollbackAsync();

        (await CountAsync("users")).ShouldBe(0);
    }

    [Fact]
    public async Task The_owner_of_the_tables_is_bound_too()
    {
        await using var owner = new NpgsqlConnection(database.OwnerConnectionString);
        await owner.OpenAsync();

        (await owner.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(0);
        (await owner.RunAsync("DELETE FROM users")).ShouldBe(0);
    }

    private const string Insert = """
        INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at, updated_at)
        VALUES ($1, $2, 'Stolen', 'Lisbon', '2027-01-01', '2027-01-02', 1, 'leisure', 'planning', now(), now())
        """;

    private const string InsertStop = """
        INSERT INTO trip_stops (id, trip_id, user_id, place, day, title)
        VALUES (gen_random_uuid(), $1, $2, 1, 1, 'Tram 28')
        """;

    private async Task<Guid> TripOfAsync(Guid userId)
    {
        await using var owner = await database.ConnectAsOwnerAsync();

        return await owner.AskAsync<Guid>("SELECT id FROM trips WHERE user_id = $1 LIMIT 1", userId);
    }

    private Task<long> CountAsync(string table) => _app.AskAsync<long>($"SELECT count(*) FROM {table}");

    private async Task<string> RefusalOfAsync(string sql, params object[] values) =>
        (await Should.ThrowAsync<PostgresException>(() => _app.RunAsync(sql, values))).SqlState;
}
