using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Vectors;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>Builds the driver's pools, with what the product relies on.</summary>
internal sealed class DataSourceFactory(
    PoolOptions options,
    TlsOptions tls,
    string applicationName,
    ILoggerFactory? logging
)
{
    private const string NoAmbientTransactions = "Enlist=false";

    /// <summary>A pool to one host, or to several of which the driver finds the right one.</summary>
    public NpgsqlDataSource Create(string name, string connectionString, PoolBounds bounds)
    {
        var connection = Apply(name, connectionString, bounds);
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = name };
        builder.UseLoggerFactory(logging);
        builder.UseSslClientAuthenticationOptionsCallback(tls.Apply);
        builder.UseVector();

        return ServerPlace.AreSeveral(connection.Host) ? builder.BuildMultiHost() : builder.Build();
    }

    /// <summary>A connection string with these bounds and what the product relies on.</summary>
    internal NpgsqlConnectionStringBuilder Apply(string name, string connectionString, PoolBounds bounds)
    {
        // Foremost, for EF Core looks for it in the string at every query.
        var builder = new NpgsqlConnectionStringBuilder($"{NoAmbientTransactions};{connectionString}")
        {
            Enlist = false,
            MaxPoolSize = bounds.Max,
            MinPoolSize = bounds.Min,
            Timeout = options.ConnectTimeout,
            CommandTimeout = bounds.CommandTimeout,
            // A cancelled commit may be answered as if it had been made: never wait for what a cancel brings.
            CancellationTimeout = -1,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // No session state is ever set, so there is none to reset: it saves a command per lease.
            NoResetOnClose = true,
            // Unused here, and its negotiation doubles the time to connect.
            GssEncryptionMode = GssEncryptionMode.Disable,
            // Row values in error details would end up in logs.
            IncludeErrorDetail = false,
        };
        // So the server's views tell the pools apart.
        builder.ApplicationName ??= $"{applicationName} {name}";

        if (ServerPlace.AreSeveral(builder.Host))
        {
            // After a fail-over the new primary is found within a second; standbys take turns.
            builder.HostRecheckSeconds = 1;
            builder.LoadBalanceHosts = true;
        }

        return builder;
    }
}
