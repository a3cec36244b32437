using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>A statement fails, and whoever sent it goes on as if nothing were wrong.</summary>
public sealed class SwallowedFailureTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_change_in_a_transaction_that_has_failed_is_not_reported_as_made()
    {
        var user = await database.Services.RegisterAsync();
        var attempts = new Attempts(database.Services.GetRequiredService<IDatabase>());

        var failure = await Should.ThrowAsync<PostgresException>(() =>
            attempts.WriteAsync(
                async (db, _) =>
                {
                    await db.Database.ExecuteSqlAsync(
                        $"UPDATE users SET display_name = 'changed' WHERE id = {user.UserId}"
                    );
                    await Should.ThrowAsync<PostgresException>(() =>
                        db.Database.ExecuteSqlAsync($"SELECT nonsense")
                    );
                }
            )
        );

        failure.SqlState.ShouldBe(PostgresErrorCodes.InFailedSqlTransaction);
        await using var connection = await database.ConnectAsAppAsync();
        (
            await connection.AskAsync<string>("SELECT display_name FROM users WHERE id = $1", user.UserId)
        ).ShouldNotBe("changed");
    }

    [Fact]
    public async Task A_failure_that_was_rolled_back_to_a_savepoint_is_none()
    {
        var attempts = new Attempts(database.Services.GetRequiredService<IDatabase>());

        await attempts.WriteAsync(
            async (db, _) =>
            {
                await db.Database.CurrentTransaction!.CreateSavepointAsync("before");
                await Should.ThrowAsync<PostgresException>(() =>
                    db.Database.ExecuteSqlAsync($"SELECT nonsense")
                );
                await db.Database.CurrentTransaction.RollbackToSavepointAsync("before");
            }
        );

        attempts.Count.ShouldBe(1);
    }
}
