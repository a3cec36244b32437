using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>The rival's pool: as large as the product's own and as well set.</summary>
internal static class RivalDatabase
{
    private const int MaxConnections = 50;
    private const int MinConnections = 4;
    private const int PreparedStatements = 64;

    public static NpgsqlDataSource Open(string? connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "rival",
                MaxPoolSize = MaxConnections,
                MinPoolSize = MinConnections,
                MaxAutoPrepare = PreparedStatements,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true,
                GssEncryptionMode = GssEncryptionMode.Disable,
            }.ConnectionString
        );

        return builder.UseLoggerFactory(NullLoggerFactory.Instance).Build();
    }
}
