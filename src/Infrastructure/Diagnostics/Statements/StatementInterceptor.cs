using System.Data.Common;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Counts what EF Core asks and changes on the contexts that are lent.</summary>
internal sealed class StatementInterceptor(StatementLog log) : DbCommandInterceptor
{
    /// <inheritdoc/>
    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        Begin(eventData);

        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        Begin(eventData);

        return new ValueTask<DbDataReader>(result);
    }

    /// <inheritdoc/>
    public override InterceptionResult DataReaderClosing(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    )
    {
        CountRows(eventData);

        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    )
    {
        CountRows(eventData);

        return new ValueTask<InterceptionResult>(result);
    }

    /// <summary>Its rows have been read: only now it is over.</summary>
    public override InterceptionResult DataReaderDisposing(
        DbCommand command,
        DataReaderDisposingEventData eventData,
        InterceptionResult result
    )
    {
        if (eventData.Context is EnterpriseDbContext { Pool: { } pool } db)
        {
            var duration = db.ExecutedIn + eventData.Duration;

            if (db.HasBrokenOff)
            {
                log.Failed(pool, KindOf(db, command), command.CommandText, duration, StatementLog.Unknown);
            }
            else
            {
                Note(db, pool, command, duration, db.ReadRows);
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Note(command, eventData, result);

        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command, eventData, result);

        return new ValueTask<int>(result);
    }

    /// <inheritdoc/>
    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        object? result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command, eventData, rows: result is null ? 0 : 1);

        return new ValueTask<object?>(result);
    }

    /// <inheritdoc/>
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        NoteFailure(command, eventData);

    /// <inheritdoc/>
    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        NoteFailure(command, eventData);

        return Task.CompletedTask;
    }

    /// <summary>
    /// The server's count, where the answer was read to its end; EF Core counts attempts to read. One that is neither at
    /// its end nor on a row has broken off.
    /// </summary>
#pragma warning disable CS0618 // EF Core runs no batches of ADO.NET's, of which alone the driver would tell it else.
    private static void CountRows(DataReaderClosingEventData eventData)
    {
        if (eventData.Context is not EnterpriseDbContext db)
        {
            return;
        }

        var reader = eventData.DataReader as NpgsqlDataReader;
        var last = reader is { IsClosed: false, Statements: [.., var statement] } ? statement : null;
        var isAtEnd = last is { StatementType: not StatementType.Unknown };
        db.HasBrokenOff = last is not null && !isAtEnd && !reader!.IsOnRow && eventData.ReadCount > 0;
        db.ReadRows =
            eventData.RecordsAffected > 0 ? eventData.RecordsAffected
            : isAtEnd ? (long)last!.Rows
            : eventData.ReadCount;
    }
#pragma warning restore CS0618

    private static void Begin(CommandExecutedEventData eventData)
    {
        if (eventData.Context is EnterpriseDbContext db)
        {
            db.ExecutedIn = eventData.Duration;
        }
    }

    private void Note(DbCommand command, CommandExecutedEventData eventData, long rows)
    {
        if (eventData.Context is EnterpriseDbContext { Pool: { } pool } db)
        {
            Note(db, pool, command, eventData.Duration, Math.Max(0, rows));
        }
    }

    private void Note(EnterpriseDbContext db, string pool, DbCommand command, TimeSpan duration, long rows) =>
        log.Succeeded(pool, KindOf(db, command), command.CommandText, duration, rows);

    private void NoteFailure(DbCommand command, CommandErrorEventData eventData)
    {
        if (eventData.Context is EnterpriseDbContext { Pool: { } pool } db)
        {
            log.Failed(
                pool,
                KindOf(db, command),
                command.CommandText,
                eventData.Duration,
                eventData.Exception
            );
        }
    }

    /// <summary>What has an identity of its own is a question: changes have that of their transaction.</summary>
    private static string KindOf(EnterpriseDbContext db, DbCommand command) =>
        db.Identity is null ? StatementKind.Of(command.CommandText) : StatementKind.Select;
}
