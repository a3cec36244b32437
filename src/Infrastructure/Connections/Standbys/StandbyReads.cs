using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Opens connections for reads: to a standby that is recent enough for the request, else to the primary.</summary>
internal sealed class StandbyReads(StandbyMonitor monitor)
{
    /// <summary>How many standbys are tried before the primary is asked.</summary>
    private const int Tries = 3;

    private const string HasReplayed = "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1";

    public async ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        CancellationToken cancellationToken
    )
    {
        var mustSee = RequestScope.Current?.MustSee;

        for (var i = 0; i < Tries && mustSee != LogPosition.PrimaryOnly; i++)
        {
            var connection = await pool.StandbyFirst.OpenConnectionAsync(cancellationToken);

            if (await IsRecentEnoughAsync(connection, mustSee, cancellationToken))
            {
                return connection;
            }

            await connection.DisposeAsync();
        }

        return await OpenPrimaryAsync(pool, cancellationToken);
    }

    /// <summary>
    /// Behind the primary's own circuit breaker: whoever must see what no standby has would else, while the
    /// primary is down, open the circuit of those whom a standby can serve.
    /// </summary>
    private static async ValueTask<NpgsqlConnection> OpenPrimaryAsync(
        ConnectionPool pool,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await pool.PrimaryBreaker.ExecuteAsync(
                static (pool, token) => pool.Primary.OpenConnectionAsync(token),
                pool,
                cancellationToken
            );
        }
        catch (Exception exception) when (FailureTable.BlamesTarget(exception))
        {
            throw new PrimaryNeededException(exception);
        }
    }

    private async ValueTask<bool> IsRecentEnoughAsync(
        NpgsqlConnection connection,
        LogPosition? mustSee,
        CancellationToken cancellationToken
    )
    {
        var place = ServerPlace.Of(connection);

        return monitor.MayRead(place)
            && (
                mustSee is not { } position
                || (
                    monitor.HasReplayed(place, position)
                    ?? await AskAsync(connection, position, cancellationToken)
                )
            );
    }

    private static async Task<bool> AskAsync(
        NpgsqlConnection connection,
        LogPosition position,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = new NpgsqlCommand(HasReplayed, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<NpgsqlLogSequenceNumber>
                    {
                        TypedValue = new NpgsqlLogSequenceNumber(position.Value),
                        NpgsqlDbType = NpgsqlDbType.PgLsn,
                    },
                },
            };

            return await command.ExecuteScalarAsync(cancellationToken) is true;
        }
        catch
        {
            await connection.DisposeAsync();

            throw;
        }
    }
}
