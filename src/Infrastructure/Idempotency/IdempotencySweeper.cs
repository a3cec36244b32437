using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>Removes what has been kept long enough: records after a day, secrets in them after ten minutes.</summary>
/// <remarks>
/// Whether a record or a secret counts is decided when it is read; this only frees the space, so it may come
/// late, and several nodes may sweep at once.
/// </remarks>
internal sealed class IdempotencySweeper(
    IConnectionService connections,
    TimeProvider clock,
    ILogger<IdempotencySweeper> logger
) : PeriodicWork(SweepEvery, clock)
{
    /// <summary>Few enough that no sweep holds locks or WAL up for long.</summary>
    private const int RowsAtOnce = 1000;

    private const string Forget = """
        UPDATE idempotency_records SET sealed_body = NULL
        WHERE sealed_body IS NOT NULL AND created_at <= $1
        """;

    private const string Delete = """
        DELETE FROM idempotency_records WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM idempotency_records WHERE created_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    protected override Task WorkAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();

        try
        {
            await RunAsync(Forget, cancellationToken, now - IdempotentRequest.SecretKept);

            while (
                await RunAsync(Delete, cancellationToken, now - IdempotentRequest.Kept, RowsAtOnce)
                == RowsAtOnce
            ) { }
        }
        catch (Exception exception)
            when (exception is NpgsqlException or DatabaseUnavailableException or TimeoutException)
        {
            logger.NotSwept(exception);
        }
    }

    private async Task<int> RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var lease = await connections.AcquireAsync(
            ConnectionPurpose.Write,
            cancellationToken: cancellationToken
        );
        await using var command = new NpgsqlCommand(sql, lease.Connection);

        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
