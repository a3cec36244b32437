using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>Begins a transaction: says as whom, locks a request and looks for its record, in one round trip.</summary>
/// <remarks>
/// Two statements, not one: a statement sees what was committed before it began, and whoever holds the lock
/// commits before they let go of it.
/// </remarks>
internal static class ClaimQuery
{
    private const string Lock = "SELECT pg_try_advisory_xact_lock($1)";

    private const string Find = """
        SELECT fingerprint, key_id, status, headers, body, sealed_body, created_at FROM idempotency_records
        WHERE user_id = $1 AND key = $2 AND method = $3 AND path = $4 AND created_at > $5
        """;

    /// <summary>Whether nobody else carries the request out, and the record of it, if there is one.</summary>
    public static async Task<(bool IsFree, IdempotencyRecord? Record)> LockAndFindAsync(
        this EnterpriseDbContext db,
        Caller caller,
        long requestLock,
        IdempotentRequest request,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()
        )
        {
            BatchCommands =
            {
                Identity.Of(caller).ToBatchCommand(),
                Command(Lock, requestLock),
                Command(Find, caller.UserId, request.Key, request.Method, request.Path, since),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var isFree = rows.GetBoolean(0);
        await rows.NextResultAsync(cancellationToken);
        var record = await rows.ReadAsync(cancellationToken) ? Read(rows, caller.UserId, request) : null;

        return (isFree, record);
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);

        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static IdempotencyRecord Read(NpgsqlDataReader row, Guid userId, IdempotentRequest request) =>
        new()
        {
            UserId = userId,
            Key = request.Key,
            Method = request.Method,
            Path = request.Path,
            Fingerprint = row.GetFieldValue<byte[]>(0),
            KeyId = row.GetGuid(1),
            Status = row.GetInt32(2),
            Headers = row.GetFieldValue<string[]>(3),
            Body = row.GetFieldValue<byte[]>(4),
            SealedBody = row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(6),
        };
}
