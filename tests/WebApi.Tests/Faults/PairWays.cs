using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The ways to a pair of servers.</summary>
internal static class PairWays
{
    /// <summary>To both, of which the driver finds the right one.</summary>
    public static NpgsqlConnectionStringBuilder Both(
        this StandbyPair pair,
        NpgsqlConnectionStringBuilder primary
    )
    {
        primary.Host = $"127.0.0.1:{pair.Primary.Port},127.0.0.1:{pair.Standby.Port}";

        return primary;
    }

    /// <summary>To the standby alone.</summary>
    public static string OnStandby(this StandbyPair pair, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = pair.Standby.Port,
        }.ConnectionString;
}
