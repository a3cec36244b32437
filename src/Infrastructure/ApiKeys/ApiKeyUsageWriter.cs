using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Stores every few seconds, in one statement, when keys were last used.</summary>
internal sealed class ApiKeyUsageWriter(
    ApiKeyUsage usage,
    IConnectionService connections,
    TimeProvider clock,
    ILogger<ApiKeyUsageWriter> logger
) : PeriodicWork(StoreEvery, clock)
{
    /// <summary>Nodes may store in any order, and clocks may differ: the time only moves forward.</summary>
    private const string Sql = """
        UPDATE api_keys key SET last_used_at = used.at
        FROM unnest($1, $2) used (id, at)
        WHERE key.id = used.id AND (key.last_used_at IS NULL OR key.last_used_at < used.at)
        """;

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
            await using var lease = await connections.AcquireAsync(
                ConnectionPurpose.Write,
                cancellationToken: cancellationToken
            );
            await using var command = new NpgsqlCommand(Sql, lease.Connection);
            command.Parameters.Add(
                new NpgsqlParameter<Guid[]> { TypedValue = [.. uses.Select(use => use.Key)] }
            );
            command.Parameters.Add(
                new NpgsqlParameter<DateTimeOffset[]>
                {
                    TypedValue = [.. uses.Select(use => use.Value)],
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                }
            );
            await command.ExecuteNonQueryAsync(cancellationToken);
            _failed = false;
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or DatabaseUnavailableException
                        or TimeoutException
                        or OperationCanceledException
                        or ObjectDisposedException
            )
        {
            foreach (var (key, at) in uses)
            {
                usage.Note(key, at);
            }

            TellOnce(uses.Count, exception);
        }
    }

    private void TellOnce(int keys, Exception exception)
    {
        if (!_failed)
        {
            logger.UsageNotStored(keys, exception);
        }

        _failed = true;
    }
}
