using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>Answers come later than anybody waits for them, straight and through a pooler.</summary>
public sealed class LateAnswerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(3);

    /// <summary>At the statement nothing is left behind; at the commit it is asked after.</summary>
    [Theory]
    [InlineData(false, false, "")]
    [InlineData(false, true, "+1")]
    [InlineData(true, false, "")]
    [InlineData(true, true, "+1")]
    public async Task One_that_is_added_is_added_once_or_its_caller_hears_that_it_was_not(
        bool pooled,
        bool atCommit,
        string added
    )
    {
        await using var bouncer = await PgBouncer.StartAsync(
            new NpgsqlConnectionStringBuilder((await PostgresServer.GetAsync()).AdminConnectionString),
            PoolMode.Transaction
        );
        var straight = new NpgsqlConnectionStringBuilder(database.AppConnectionString);
        await using var wire = pooled
            ? TcpProxy.Before("127.0.0.1", bouncer.Port)
            : TcpProxy.Before(straight.Host!, straight.Port);
        (straight.Host, straight.Port) = ("127.0.0.1", wire.Port);
        await using var services = Nodes.At(
            straight.ConnectionString,
            settings:
            [
                ("Database:RequestBudget", "20"),
                ("Database:CommandTimeout", "1"),
                ("Database:ConnectTimeout", "10"),
            ]
        );
        var user = await database.Services.RegisterAsync();
        var before = await NameAsync(user.UserId);

        var change = new Attempts(services.GetRequiredService<IDatabase>()).WriteAsync(
            async (db, _) =>
            {
                wire.Delay = atCommit ? TimeSpan.Zero : TooLate;
                await db.Database.ExecuteSqlAsync(
                    $"UPDATE users SET display_name = display_name || '+1' WHERE id = {user.UserId}"
                );
                wire.Delay = TooLate;
            }
        );
        await Task.Delay(TooLate);
        wire.Delay = TimeSpan.Zero;

        if (added.Length > 0)
        {
            await change;
        }
        else
        {
            var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() => change);
            failure.OutcomeUnknown.ShouldBeFalse();
        }

        await Task.Delay(TooLate);
        (await NameAsync(user.UserId)).ShouldBe(before + added);
    }

    private async Task<string> NameAsync(Guid id)
    {
        await using var connection = await database.ConnectAsAppAsync();

        return await connection.AskAsync<string>("SELECT display_name FROM users WHERE id = $1", id);
    }
}
