using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Contexts for changing the schema: a connection of their own, outside every pool.</summary>
internal static class MigrationContext
{
    public static EnterpriseDbContext Create(string connectionString)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };

        return new(
            new DbContextOptionsBuilder<EnterpriseDbContext>()
                .UseNpgsql(direct.ConnectionString, ContextOptions.Provider)
                .Options
        );
    }
}
