using Enterprise.Infrastructure.Vectors;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections;

/// <summary>Builds the one pool that the service holds to its primary.</summary>
internal static class PrimaryDataSource
{
    /// <summary>The name that labels its metrics.</summary>
    public const string Name = "primary";

    public static NpgsqlDataSource Create(
        string connectionString,
        PoolOptions pool,
        string applicationName,
        ILoggerFactory? logging
    )
    {
        var builder = new NpgsqlDataSourceBuilder(
            pool.Apply(connectionString, applicationName).ConnectionString
        )
        {
            Name = Name,
        };
        builder.UseLoggerFactory(logging);
        builder.UseVector();

        return builder.Build();
    }
}
