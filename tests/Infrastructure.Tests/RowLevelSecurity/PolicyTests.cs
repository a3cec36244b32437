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

    private Task<long> CountAsync(string table) => _app.AskAsync<long>($"SELECT count(*) FROM {table}");

    private async Task<string> RefusalOfAsync(string sql, params object[] values) =>
        (await Should.ThrowAsync<PostgresException>(() => _app.RunAsync(sql, values))).SqlState;
}
