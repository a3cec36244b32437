using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Reads have no effect, so whatever passes is worth another attempt, but for lack of time.</summary>
public sealed class ReadRetryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private Attempts NewAttempts() => new(database.Services.GetRequiredService<IDatabase>());

    [Fact]
    public async Task A_read_whose_session_is_killed_succeeds_on_another_one()
    {
        var caller = await database.Services.RegisterAsync();
        var attempts = NewAttempts();

        var name = await attempts.ReadAsync(
            async (db, attempt) =>
            {
                await db.Database.OpenConnectionAsync();

                if (attempt == 1)
                {
                    await database.KillBackendOfAsync(db);
                }

                return await db.Set<User>()
                    .Where(user => user.Id == caller.UserId)
                    .Select(user => user.Id)
                    .SingleAsync();
            }
        );

        name.ShouldBe(caller.UserId);
        attempts.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("57P01")]
    [InlineData("08006")]
    public async Task A_read_is_tried_again_after_what_passes(string sqlState)
    {
        var attempts = NewAttempts();

        await attempts.ReadAsync(async (db, attempt) => attempt < 3 ? await db.RaiseAsync(sqlState) : 0);

        attempts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_read_gives_up_after_its_last_attempt_and_says_that_nothing_was_changed()
    {
        var attempts = NewAttempts();

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.ReadAsync((db, _) => db.RaiseAsync("57P01"))
        );

        failure.OutcomeUnknown.ShouldBeFalse();
        attempts.Count.ShouldBe(RetryRule.Attempts);
    }

    [Fact]
    public async Task A_server_that_refuses_the_password_is_unavailable()
    {
        var way = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { Password = "another" };
        await using var services = Connections.Nodes.At(way.ConnectionString);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            new Attempts(services.GetRequiredService<IDatabase>()).ReadAsync((_, _) => Task.FromResult(0))
        );

        failure.Reason.ShouldBe("session_ended_28P01");
    }

    [Fact]
    public async Task A_statement_that_ran_out_of_time_on_the_server_is_not_repeated()
    {
        var attempts = NewAttempts();

        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.ReadAsync(
                (db, _) =>
                    db.Database.ExecuteSqlRawAsync(
                        "BEGIN; SET LOCAL statement_timeout = 20; SELECT pg_sleep(30); COMMIT"
                    )
            )
        );

        attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_ran_out_of_time_on_the_client_is_not_repeated()
    {
        await using var services = database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:CommandTimeout"] = "1" }
        );
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());

        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.ReadAsync((db, _) => db.Database.ExecuteSqlRawAsync("SELECT pg_sleep(30)"))
        );

        attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_unavailable_and_nobody_piles_upon_it()
    {
        await using var services = database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:MaxConnections"] = "1" }
        );
        await using var taken = await services
            .GetRequiredService<IConnectionService>()
            .AcquireAsync(ConnectionPurpose.Read);
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());

        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.ReadAsync((db, _) => db.BackendAsync())
        );

        attempts.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_statement_that_is_wrong_is_not_repeated_and_not_called_unavailable()
    {
        var attempts = NewAttempts();

        var failure = await Should.ThrowAsync<PostgresException>(() =>
            attempts.ReadAsync((db, _) => db.Database.ExecuteSqlRawAsync("SELECT nonsense"))
        );

        (failure.SqlState, attempts.Count).ShouldBe((PostgresErrorCodes.UndefinedColumn, 1));
    }
}
