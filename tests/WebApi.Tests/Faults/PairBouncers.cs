using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>A PgBouncer in transaction mode before each server of a pair.</summary>
internal sealed class PairBouncers : IAsyncDisposable
{
    private readonly PgBouncer _primary;
    private readonly PgBouncer _standby;

    private PairBouncers(PgBouncer primary, PgBouncer standby) => (_primary, _standby) = (primary, standby);

    public static async Task<PairBouncers> StartAsync(StandbyPair pair)
    {
        var primary = await PgBouncer.StartAsync(pair.Primary, PoolMode.Transaction);

        try
        {
            return new PairBouncers(primary, await PgBouncer.StartAsync(pair.Standby, PoolMode.Transaction));
        }
        catch
        {
            await primary.DisposeAsync();

            throw;
        }
    }

    /// <summary>To both servers by their poolers, of which the driver finds the right one.</summary>
    public NpgsqlConnectionStringBuilder Both(NpgsqlConnectionStringBuilder primary)
    {
        primary.Host = $"127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port}";

        return primary;
    }

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync();
        await _standby.DisposeAsync();
    }
}
