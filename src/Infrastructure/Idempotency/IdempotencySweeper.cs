using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>Removes what has been kept long enough: records after a day, secrets in them after ten minutes.</summary>
/// <remarks>
/// Whether a record or a secret counts is decided when it is read; this only frees the space, so it may come
/// late, and several nodes may sweep at once.
/// </remarks>
internal sealed class IdempotencySweeper(
    ISqlGateway sql,
    TimeProvider clock,
    ILogger<IdempotencySweeper> logger
) : PeriodicWork(SweepEvery, clock)
{
    /// <summary>Few enough that no sweep holds locks or WAL up for long.</summary>
    private const int RowsAtOnce = 1000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    protected override Task WorkAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();

        try
        {
            await ForgetAsync(now - IdempotentRequest.SecretKept, cancellationToken);

            while (await DeleteAsync(now - IdempotentRequest.Kept, cancellationToken) == RowsAtOnce) { }
        }
        catch (Exception exception) when (DatabaseFailures.IsOutage(exception))
        {
            logger.NotSwept(exception);
        }
    }

    private Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            Identity.Service,
            $"""
            UPDATE idempotency_records SET sealed_body = NULL
            WHERE sealed_body IS NOT NULL AND created_at <= {before}
            """,
            SqlOptions.Pooled,
            cancellationToken
        );

    private Task<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            Identity.Service,
            $"""
            DELETE FROM idempotency_records WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency_records WHERE created_at <= {before} LIMIT {RowsAtOnce}
                FOR UPDATE SKIP LOCKED))
            """,
            SqlOptions.Pooled,
            cancellationToken
        );
}
