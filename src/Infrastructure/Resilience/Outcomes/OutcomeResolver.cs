using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>Asks the database what became of a transaction whose answer was lost.</summary>
internal sealed class OutcomeResolver(
    ConnectionService connections,
    TimeProvider clock,
    ILogger<OutcomeResolver> logger
)
{
    /// <summary>Null where the id was given in another history; then nobody can say.</summary>
    private const string Sql = $"""
        SELECT CASE WHEN {TransactionMark.HistorySql} = $2 THEN pg_xact_status($1) END
        """;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    private const long AtOnce = 0;

    /// <summary>When the next question may go to a server that did not answer the last one.</summary>
    private long _nextTurn = AtOnce;

    /// <summary>Asks until there is an answer or the deadline has passed.</summary>
    /// <remarks>While the server does not answer, all who ask take turns: one question a pause is enough to notice.</remarks>
    public async Task<Outcome> ResolveAsync(TransactionMark mark, ConnectionMode mode, Deadline deadline)
    {
        for (
            var pause = FirstPause;
            !deadline.HasPassed;
            pause = pause < LongestPause ? pause * 2 : LongestPause
        )
        {
            if (IsTurn() && await TryAskAsync(mark, mode, deadline) is { } outcome)
            {
                logger.OutcomeResolved(outcome.ToString());

                return outcome;
            }

            await Task.Delay(pause, clock);
        }

        return Outcome.Unknown;
    }

    private bool IsTurn()
    {
        var next = Interlocked.Read(ref _nextTurn);
        var now = clock.GetTimestamp();

        return next == AtOnce
            || (now >= next && Interlocked.CompareExchange(ref _nextTurn, AfterPause(now), next) == next);
    }

    private long AfterPause(long now) => now + (long)(LongestPause.TotalSeconds * clock.TimestampFrequency);

    /// <summary>Null while the transaction is still under way, or where the server did not answer.</summary>
    private async Task<Outcome?> TryAskAsync(TransactionMark mark, ConnectionMode mode, Deadline deadline)
    {
        try
        {
            var outcome = await AskAsync(mark, mode, deadline);
            Interlocked.Exchange(ref _nextTurn, AtOnce);

            return outcome;
        }
        catch (Exception exception)
            when (exception is NpgsqlException || FailureTable.KindOf(exception) != FailureKind.Permanent)
        {
            // It is down, or just coming back; or it is a standby, which may become the primary.
            Interlocked.Exchange(ref _nextTurn, AfterPause(clock.GetTimestamp()));

            return null;
        }
    }

    /// <summary>Null while the transaction is still under way.</summary>
    private async Task<Outcome?> AskAsync(TransactionMark mark, ConnectionMode mode, Deadline deadline)
    {
        await using var lease = await connections.OpenPastBreakerAsync(
            ConnectionPurpose.Write,
            mode,
            ServerChoice.Primary,
            nameof(OutcomeResolver),
            deadline
        );
        var connection = lease.Connection;
        await using var transaction = await connection.BeginTransactionAsync();

        switch (await StatusAsync(connection, mark))
        {
            case "committed":
                await Commit.ExecuteAfterAllAsync(connection, () => transaction.CommitAsync());

                return Outcome.Committed;
            case "aborted":
                return Outcome.RolledBack;
            case "in progress":
                return null;
            default:
                return Outcome.Unknown;
        }
    }

    private static async Task<string?> StatusAsync(NpgsqlConnection connection, TransactionMark mark)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter
                {
                    Value = mark.TransactionId,
                    NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8,
                },
                new NpgsqlParameter<string> { TypedValue = mark.History },
            },
        };

        return await command.ExecuteScalarAsync() as string;
    }
}
