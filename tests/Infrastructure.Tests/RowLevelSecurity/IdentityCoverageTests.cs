using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Trips;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>Every way to the data is covered by an identity, or gets nowhere without one.</summary>
public sealed class IdentityCoverageTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Func<DbContext, IAsyncEnumerable<Guid>> OwnersOfAllTrips = EF.CompileAsyncQuery(
        (DbContext db) => db.Set<Trip>().Select(trip => trip.UserId)
    );

    private Caller _ada = null!;

    private IDatabase Data => database.Services.GetRequiredService<IDatabase>();

    private ISqlGateway Gateway => database.Services.GetRequiredService<ISqlGateway>();

    public async Task InitializeAsync()
    {
        _ada = await database.Services.RegisterAsync();
        await database.Services.PlanAsync(_ada);
        await database.Services.PlanAsync(await database.Services.RegisterAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_query_without_a_condition_shows_the_callers_rows() =>
        (await Data.ReadAsync(_ada, (db, token) => db.Set<Trip>().ToListAsync(token), default))
            .Select(trip => trip.UserId)
            .ShouldBe([_ada.UserId]);

    [Fact]
    public async Task A_compiled_query_without_a_condition_shows_the_callers_rows() =>
        (
            await Data.ReadAsync(
                _ada,
                async (db, token) => await OwnersOfAllTrips(db).ToListAsync(token),
                default
            )
        ).ShouldBe([_ada.UserId]);

    [Fact]
    public async Task Sql_through_EF_Core_shows_the_callers_rows() =>
        (
            await Data.ReadAsync(
                _ada,
                (db, token) => db.Set<Trip>().FromSql($"SELECT *, xmin FROM trips").CountAsync(token),
                default
            )
        ).ShouldBe(1);

    [Fact]
    public async Task Several_questions_of_one_read_are_all_covered() =>
        (
            await Data.ReadAsync(
                _ada,
                async (db, token) =>
                    (
                        await db.Set<Trip>().CountAsync(token),
                        await db.Set<Trip>().AnyAsync(trip => trip.UserId != _ada.UserId, token),
                        await db.Set<Trip>().Select(trip => trip.UserId).FirstAsync(token)
                    ),
                default
            )
        ).ShouldBe((1, false, _ada.UserId));

    [Fact]
    public async Task A_change_without_a_condition_reaches_the_callers_rows() =>
        (
            await Data.WriteAsync(
                _ada,
                (db, token) =>
                    db.Set<Trip>()
                        .ExecuteUpdateAsync(set => set.SetProperty(trip => trip.Travelers, 3), token),
                default
            )
        ).ShouldBe(1);

    [Fact]
    public async Task A_change_in_a_read_is_refused()
    {
        var changed = await Data.ReadAsync(
            _ada,
            (db, token) => db.Set<Trip>().ExecuteDeleteAsync(token),
            default
        );

        changed.ShouldBe(0);
    }

    [Fact]
    public async Task The_gateway_shows_and_changes_the_rows_of_whom_it_is_told()
    {
        var ada = Identity.Of(_ada);

        (await Gateway.CountAsync(ada, $"SELECT count(*) FROM trips")).ShouldBe(1);
        (await Gateway.ExecuteAsync(ada, $"UPDATE trips SET travelers = 4")).ShouldBe(1);
        (await Gateway.CountAsync(Identity.Service, $"SELECT count(*) FROM trips")).ShouldBe(0);
        (
            await Gateway.CountAsync(Identity.Of(TestUsers.Admin), $"SELECT count(*) FROM trips")
        ).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_context_that_nobody_lent_sees_nothing_and_makes_nothing()
    {
        await using var reads = await database
            .Services.GetRequiredService<ReadContextFactory>()
            .CreateDbContextAsync();
        (await reads.Set<Trip>().CountAsync()).ShouldBe(0);

        await using var writes = await database
            .Services.GetRequiredService<WriteContextFactory>()
            .CreateDbContextAsync();
        (await writes.Set<Trip>().ExecuteDeleteAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_pooled_context_does_not_keep_whom_it_served()
    {
        await Data.ReadAsync(_ada, (db, token) => db.Set<Trip>().CountAsync(token), default);

        for (var i = 0; i < 20; i++)
        {
            await using var db = await database
                .Services.GetRequiredService<ReadContextFactory>()
                .CreateDbContextAsync();
            db.Identity.ShouldBeNull();
            (await db.Set<Trip>().CountAsync()).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Copying_out_gives_the_rows_of_the_transactions_identity_and_copying_in_is_refused()
    {
        await using var lease = await database
            .Services.GetRequiredService<IConnectionService>()
            .AcquireAsync(ConnectionPurpose.Write);
        (await CopyAsync(lease.Connection)).ShouldBeEmpty();

        await using (var transaction = await lease.Connection.BeginTransactionAsync())
        {
            await transaction.ActAsAsync(Identity.Of(_ada));
            (await CopyAsync(lease.Connection)).Trim().ShouldBe(_ada.UserId.ToString());
        }

        await using var another = await lease.Connection.BeginTransactionAsync();
        await another.ActAsAsync(Identity.Of(_ada));
        (
            await Should.ThrowAsync<PostgresException>(() =>
                lease.Connection.BeginTextImportAsync("COPY trips (id, user_id) FROM STDIN")
            )
        ).SqlState.ShouldBe(PostgresErrorCodes.FeatureNotSupported);
    }

    private static async Task<string> CopyAsync(NpgsqlConnection connection)
    {
        using var text = await connection.BeginTextExportAsync("COPY (SELECT user_id FROM trips) TO STDOUT");

        return await text.ReadToEndAsync();
    }
}
