using System.Data;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>Transactions that their caller writes: isolated as asked, whole or not at all, and logged.</summary>
public sealed class TransactionTests : IClassFixture<ThingsDatabase>, IDisposedTests
{
    private readonly ThingsDatabase _things;
    private readonly LogCapture _log = new();
    private readonly ServiceProvider _services;

    public TransactionTests(ThingsDatabase things)
    {
        _things = things;
        _services = things.CreatePatient(_log);
    }

    private ISqlGateway Gateway => _services.GetRequiredService<ISqlGateway>();

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted, "read committed")]
    [InlineData(IsolationLevel.RepeatableRead, "repeatable read")]
    [InlineData(IsolationLevel.Serializable, "serializable")]
    public async Task The_isolation_level_is_set_and_logged_with_the_duration(
        IsolationLevel isolation,
        string shown
    )
    {
        var level = await Gateway.TransactionAsync(
            Identity.Service,
            isolation,
            transaction => transaction.SingleAsync<string>($"SHOW transaction_isolation")
        );

        level.ShouldBe(shown);
        Logged($"Debug 1800 Began a transaction ({isolation}) within ").ShouldBe(1);
        Logged($"Debug 1801 Committed a transaction ({isolation}) after ").ShouldBe(1);
    }

    [Fact]
    public async Task All_verbs_work_on_the_one_connection_and_see_what_came_before()
    {
        var id = ThingsDatabase.NewId();

        var n = await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                await transaction.UpsertAsync(
                    SqlIdentifier.Of("things"),
                    SqlIdentifier.List("id", "name"),
                    SqlIdentifier.List("id"),
                    [
                        [id, "a secret value"],
                    ]
                );
                await transaction.ExecuteManyAsync([
                    $"UPDATE things SET n = n + 1 WHERE id = {id}",
                    $"UPDATE things SET n = n + 1 WHERE id = {id}",
                ]);
                (await transaction.CallAsync<int>(SqlIdentifier.Of("add_to_thing"), [id, 3])).ShouldBe(5);
                (await transaction.CountAsync($"SELECT count(*) FROM things WHERE id = {id}")).ShouldBe(1);
                (await transaction.RowsAsync<int>($"SELECT n FROM things WHERE id = {id}")).ShouldBe([5]);

                return await transaction.SingleAsync<int>(
                    $"UPDATE things SET n = n + 1 WHERE id = {id} RETURNING n"
                );
            }
        );

        n.ShouldBe(6);
        (await _things.CountOfAsync(id)).ShouldBe(6);
        _log.Text.ShouldNotContain("a secret value");
    }

    [Fact]
    public async Task An_exception_of_the_delegate_rolls_back_and_is_passed_on_and_told()
    {
        var id = await _things.AddAsync();

        await Should.ThrowAsync<FormatException>(() =>
            Gateway.TransactionAsync<int>(
                Identity.Service,
                IsolationLevel.RepeatableRead,
                async transaction =>
                {
                    await transaction.ExecuteAsync($"UPDATE things SET n = 1 WHERE id = {id}");

                    throw new FormatException("a secret value");
                }
            )
        );

        (await _things.CountOfAsync(id)).ShouldBe(0);
        Logged("Information 1802 Rolled a transaction (RepeatableRead) back after ").ShouldBe(1);
        _log.Text.ShouldNotContain("a secret value");
    }

    [Fact]
    public async Task A_serialization_failure_is_repeated_on_another_connection()
    {
        var id = await _things.AddAsync();
        var backends = new HashSet<int>();

        await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.RepeatableRead,
            async transaction =>
            {
                var n = await transaction.SingleAsync<int>($"SELECT n FROM things WHERE id = {id}");
                backends.Add(await transaction.SingleAsync<int>($"SELECT pg_backend_pid()"));

                if (n == 0)
                {
                    await _things.Gateway.ExecuteAsync(
                        Identity.Service,
                        $"UPDATE things SET n = 10 WHERE id = {id}"
                    );
                }

                return await transaction.ExecuteAsync($"UPDATE things SET n = {n + 1} WHERE id = {id}");
            }
        );

        (await _things.CountOfAsync(id)).ShouldBe(11);
        Logged("Information 1802 Rolled a transaction (RepeatableRead) back after ").ShouldBe(1);
        Logged("Warning 1000 A database write failed, attempt 1/4: serialization_failure").ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_that_shows_only_at_the_commit_is_repeated()
    {
        var (one, other) = (await _things.AddAsync(), await _things.AddAsync());
        var attempts = 0;

        await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.Serializable,
            async transaction =>
            {
                attempts++;
                var n = await transaction.SingleAsync<int>($"SELECT n FROM things WHERE id = {one}");
                await transaction.ExecuteAsync($"UPDATE things SET n = {n + 1} WHERE id = {other}");

                if (attempts == 1)
                {
                    await CrossAsync(other, one);
                }

                return n;
            }
        );

        attempts.ShouldBe(2);
        (await _things.CountOfAsync(one)).ShouldBe(1);
        (await _things.CountOfAsync(other)).ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_statement_that_the_delegate_swallows_does_not_pass_for_a_commit()
    {
        var id = await _things.AddAsync();

        var failure = await Should.ThrowAsync<PostgresException>(() =>
            Gateway.TransactionAsync(
                Identity.Service,
                IsolationLevel.ReadCommitted,
                async transaction =>
                {
                    await transaction.ExecuteAsync($"UPDATE things SET n = 1 WHERE id = {id}");
                    await Should.ThrowAsync<PostgresException>(() =>
                        transaction.ExecuteAsync($"UPDATE things SET n = 100 WHERE id = {id}")
                    );

                    return 0;
                }
            )
        );

        failure.SqlState.ShouldBe(PostgresErrorCodes.InFailedSqlTransaction);
        (await _things.CountOfAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_savepoint_makes_a_failed_transaction_whole_again()
    {
        var id = await _things.AddAsync();

        await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                await transaction.ExecuteAsync($"UPDATE things SET n = 1 WHERE id = {id}");
                await transaction.ExecuteAsync($"SAVEPOINT before");
                await Should.ThrowAsync<PostgresException>(() =>
                    transaction.ExecuteAsync($"UPDATE things SET n = 100 WHERE id = {id}")
                );

                return await transaction.ExecuteAsync($"ROLLBACK TO before");
            }
        );

        (await _things.CountOfAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_its_caller_was_told_not_to_be_made_is_not_committed_later()
    {
        var id = await _things.AddAsync();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var services = _things.Database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:RequestBudget"] = "2" }
        );
        var gateway = services.GetRequiredService<ISqlGateway>();

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            gateway.TransactionAsync(
                Identity.Service,
                IsolationLevel.ReadCommitted,
                async transaction =>
                {
                    await transaction.ExecuteAsync($"UPDATE things SET n = 1 WHERE id = {id}");
                    await last.Task;

                    return 0;
                }
            )
        );
        last.SetResult();

        failure.OutcomeUnknown.ShouldBeFalse();
        await using var owner = await _things.Database.ConnectAsOwnerAsync();
        // Waits for the transaction to be over, one way or the other.
        await owner.RunAsync("UPDATE things SET n = n + 10 WHERE id = $1", id);
        (await _things.CountOfAsync(id)).ShouldBe(10);
    }

    [Fact]
    public async Task A_transaction_that_is_over_runs_nothing_any_more()
    {
        var kept = await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.ReadCommitted,
            Task.FromResult
        );

        await Should.ThrowAsync<ObjectDisposedException>(() => kept.ExecuteAsync($"SELECT 1"));
        await Should.ThrowAsync<ObjectDisposedException>(() => kept.SingleAsync<int>($"SELECT 1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }

    /// <summary>Writes where the other one reads, and the other way round, and commits first.</summary>
    private Task<int> CrossAsync(Guid read, Guid written) =>
        _things.Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.Serializable,
            async transaction =>
            {
                var n = await transaction.SingleAsync<int>($"SELECT n FROM things WHERE id = {read}");

                return await transaction.ExecuteAsync($"UPDATE things SET n = {n + 1} WHERE id = {written}");
            }
        );

    private int Logged(string beginning) =>
        _log.Lines.Count(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
