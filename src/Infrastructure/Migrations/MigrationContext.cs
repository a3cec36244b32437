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

    /// <summary>Lets the owner of the tables see and change everybody's rows until the transaction ends.</summary>
    public static Task ActAsAdministratorAsync(
        this EnterpriseDbContext db,
        CancellationToken cancellationToken
    ) => db.Database.ExecuteSqlAsync($"SELECT set_config('app.role', 'admin', true)", cancellationToken);
}
