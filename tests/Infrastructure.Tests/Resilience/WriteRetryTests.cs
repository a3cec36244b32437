using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Rules;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Changes are repeated only where nothing can have been left behind.</summary>
public sealed class WriteRetryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private Attempts NewAttempts() => new(database.Services.GetRequiredService<IDatabase>());

    [Fact]
    public async Task A_change_whose_session_was_lost_before_it_was_sent_is_made_once()
    {
        var user = NewUser();
        var attempts = NewAttempts();

        await attempts.WriteAsync(
            async (db, attempt) =>
            {
                if (attempt == 1)
                {
                    await database.KillBackendOfAsync(db);
                    await db.Set<User>().AnyAsync();
                }

                db.Add(user);
            }
        );

        attempts.Count.ShouldBe(2);
        (await CountAsync(user)).ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_was_killed_in_the_pool_is_replaced_without_a_trace()
    {
        await using var services = database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:MaxConnections"] = "1" }
        );
        var attempts = new Attempts(services.GetRequiredService<IDatabase>());
        await attempts.ReadAsync(async (db, _) => await db.BackendAsync() is var pid && pid > 0 ? pid : 0);
        var idle = await attempts.ReadAsync((db, _) => db.BackendAsync());
        await database.KillAsync(idle);
        var user = NewUser();

        await attempts.WriteAsync(
            async (db, _) =>
            {
                await db.Set<User>().AnyAsync();
                db.Add(user);
            }
        );

        (await CountAsync(user)).ShouldBe(1);
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("55P03")]
    [InlineData("25006")]
    public async Task A_change_that_the_server_rolled_back_is_made_once_in_the_end(string sqlState)
    {
        var user = NewUser();
        var attempts = NewAttempts();

        await attempts.WriteAsync(
            async (db, attempt) =>
            {
                db.Add(user);

                if (attempt == 1)
                {
                    await db.RaiseAsync(sqlState);
                }
            }
        );

        attempts.Count.ShouldBe(2);
        (await CountAsync(user)).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_is_never_let_in_is_reported_as_not_made()
    {
        var attempts = NewAttempts();

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            attempts.WriteAsync((db, _) => db.RaiseAsync("08006"))
        );

        failure.OutcomeUnknown.ShouldBeFalse();
        failure.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        attempts.Count.ShouldBe(RetryRule.Attempts);
    }

    [Fact]
    public async Task A_value_that_must_be_unique_is_reported_with_the_name_of_its_index()
    {
        var (first, second) = (NewUser("ada@example.org"), NewUser("ADA@example.org"));
        var attempts = NewAttempts();
        await attempts.WriteAsync((db, _) => Task.FromResult(db.Add(first)));

        var failure = await Should.ThrowAsync<UniqueViolationException>(() =>
            attempts.WriteAsync((db, _) => Task.FromResult(db.Add(second)))
        );

        failure.Constraint.ShouldBe("ix_users_email_key");
        attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reference_to_what_is_gone_is_a_broken_rule()
    {
        await using var connection = await database.ConnectAsAppAsync();
        var attempts = NewAttempts();

        await Should.ThrowAsync<RuleBrokenException>(() =>
            attempts.WriteAsync((db, _) => db.RaiseAsync(PostgresErrorCodes.ForeignKeyViolation))
        );

        attempts.Count.ShouldBe(1);
    }

    private static readonly DateTimeOffset Now = Enterprise.Tests.Support.Time.FakeClock.Beginning;

    private static User NewUser(string? email = null) =>
        User.Register(
            Guid.CreateVersion7(Now),
            email ?? TestUsers.Input().Email!,
            "Ada",
            User.NoPreferences,
            Now
        );

    private async Task<long> CountAsync(User user)
    {
        await using var connection = await database.ConnectAsAppAsync();

        return await connection.AskAsync<long>("SELECT count(*) FROM users WHERE id = $1", user.Id);
    }
}
