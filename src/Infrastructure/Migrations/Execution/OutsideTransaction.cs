using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Execution;

/// <summary>Runs a migration that cannot be in a transaction, from where an interrupted attempt at it has left off.</summary>
/// <remarks>
/// <c>CREATE INDEX CONCURRENTLY</c> waits for all transactions that are older than itself, by locks of theirs: a
/// <c>lock_timeout</c> would end it each time (PostgreSQL manual, CREATE INDEX). What is left of an interrupted one
/// is an index that is INVALID, which is dropped; or one that is whole, which only was not noted.
/// </remarks>
internal sealed class OutsideTransaction(NpgsqlConnection connection)
{
    /// <summary>Runs it, and notes that it is done.</summary>
    public async Task RunAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var patience = await connection.ScalarAsync<string>(
            "SELECT current_setting('lock_timeout')",
            cancellationToken
        );
        await connection.SendAsync("SET lock_timeout = 0", cancellationToken);

        try
        {
            await RunStatementsAsync(attempt, cancellationToken);
        }
        finally
        {
            if (connection.FullState is System.Data.ConnectionState.Open)
            {
                await connection.SendAsync($"SET lock_timeout = '{patience}'", CancellationToken.None);
            }
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Bookkeeping.LockAsync(connection, cancellationToken);
        await Bookkeeping.WriteAsync(connection, attempt, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task RunStatementsAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var (script, isRepeated) = (attempt.Script, attempt.Number > 1);

        for (var at = 0; at < script.Statements.Count; at++)
        {
            if (!await IsDoneAsync(script, at, isRepeated, cancellationToken))
            {
                await connection.SendAsync(script.Statements[at], cancellationToken);
            }
        }
    }

    /// <summary>Whether an attempt of before has done it; what it left of an index that it did not finish is dropped.</summary>
    private async Task<bool> IsDoneAsync(
        MigrationScript script,
        int at,
        bool isRepeated,
        CancellationToken cancellationToken
    )
    {
        // Each operation of such a migration is one statement; where that is not so, nothing is known of them.
        if (script.Operations.Count != script.Statements.Count)
        {
            return false;
        }

        switch (script.Operations[at])
        {
            case CreateIndexOperation created:
                await InvalidIndexes.DropAsync(connection, created.Name, cancellationToken);

                return isRepeated && await ExistsAsync(created.Name, cancellationToken);
            case DropIndexOperation dropped:
                return isRepeated && !await ExistsAsync(dropped.Name, cancellationToken);
            default:
                return false;
        }
    }

    private Task<bool> ExistsAsync(string index, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(quote_ident($1)) AND relkind = 'i')",
            cancellationToken,
            index
        );
}
