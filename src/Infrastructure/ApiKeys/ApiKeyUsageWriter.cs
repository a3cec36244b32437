using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Stores every few seconds, in one statement, when keys were last used.</summary>
internal sealed class ApiKeyUsageWriter(
    ApiKeyUsage usage,
    ISqlGateway sql,
    TimeProvider clock,
    ILogger<ApiKeyUsageWriter> logger
) : PeriodicWork(StoreEvery, clock)
{
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(2);

    private bool _failed;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StoreAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => StoreAsync(cancellationToken);

    /// <summary>Stores what has been noted; where that fails, it is noted again for the next time.</summary>
    internal async Task StoreAsync(CancellationToken cancellationToken)
    {
        var uses = usage.Take();

        if (uses.Count == 0)
        {
            return;
        }

        try
        {
            await UpdateAsync(
                [.. uses.Select(use => use.Key)],
                [.. uses.Select(use => use.Value)],
                cancellationToken
            );
            _failed = false;
        }
        catch (Exception exception)
            when (DatabaseFailures.IsOutage(exception)
                || exception is OperationCanceledException or ObjectDisposedException
            )
        {
            foreach (var (key, at) in uses)
            {
                usage.Note(key, at);
            }

            TellOnce(uses.Count, exception);
        }
    }

    /// <summary>Nodes may store in any order, and clocks may differ: the time only moves forward.</summary>
    private Task<int> UpdateAsync(Guid[] keys, DateTimeOffset[] times, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            Identity.Service,
            $"""
            UPDATE api_keys key SET last_used_at = used.at
            FROM unnest({keys}, {times}) used (id, at)
            WHERE key.id = used.id AND (key.last_used_at IS NULL OR key.last_used_at < used.at)
            """,
            SqlOptions.Pooled,
            cancellationToken
        );

    private void TellOnce(int keys, Exception exception)
    {
        if (!_failed)
        {
            logger.UsageNotStored(keys, exception);
        }

        _failed = true;
    }
}
