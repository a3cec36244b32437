using Npgsql;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>By what a transaction is found again: its id, and the timeline on which the id was given.</summary>
/// <remarks>
/// After a fail-over the new primary may give the same id to another transaction, so an id alone proves nothing:
/// each promotion begins a new timeline (PostgreSQL manual, sections 9.27.8 and 25.3.6).
/// </remarks>
/// <param name="TransactionId">The id with its epoch, which never comes round again.</param>
/// <param name="Timeline">Eight hexadecimal digits.</param>
internal sealed record TransactionMark(ulong TransactionId, string Timeline)
{
    /// <summary>The timeline of the server that is asked.</summary>
    public const string TimelineSql = "left(pg_walfile_name(pg_current_wal_lsn()), 8)";

    private const string Sql = $"SELECT pg_current_xact_id(), {TimelineSql}";

    /// <summary>Marks the open transaction; in one round trip with its beginning, which the driver holds back.</summary>
    public static async Task<TransactionMark> TakeAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);

        return new TransactionMark(row.GetFieldValue<ulong>(0), row.GetString(1));
    }
}
