using Enterprise.Infrastructure.RowLevelSecurity;
using Npgsql;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>By what a transaction is found again: its id, and the history in which the id was given.</summary>
/// <remarks>
/// An id alone proves nothing. After a fail-over the new primary may give it to another transaction: each promotion
/// begins a new timeline. So may the same server after a crash, for an id that no record on disk names is given
/// again, and the timeline stays; but a crash discards the statistics, and the time of that is kept (PostgreSQL
/// manual, sections 9.27.8, 25.3.6 and 27.2). Who resets the statistics by hand only causes a doubt.
/// </remarks>
/// <param name="TransactionId">The id with its epoch, which never comes round again.</param>
/// <param name="History">Eight hexadecimal digits for the timeline, and when statistics began.</param>
internal sealed record TransactionMark(ulong TransactionId, string History)
{
    /// <summary>The history of the server that is asked.</summary>
    public const string HistorySql = """
        concat_ws(
            '/',
            left(pg_walfile_name(pg_current_wal_lsn()), 8),
            (SELECT extract(epoch FROM stats_reset) FROM pg_stat_wal)
        )
        """;

    private const string Sql = $"SELECT pg_current_xact_id(), {HistorySql}";

    /// <summary>
    /// Says as whom the open transaction acts, and marks it; in one round trip with its beginning, which the driver
    /// holds back.
    /// </summary>
    public static async Task<TransactionMark> TakeAsync(NpgsqlConnection connection, Identity identity)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { identity.ToBatchCommand(), new NpgsqlBatchCommand(Sql) },
        };
        await using var row = await batch.ExecuteReaderAsync(CancellationToken.None);
        await row.NextResultAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);

        return new TransactionMark(row.GetFieldValue<ulong>(0), row.GetString(1));
    }
}
