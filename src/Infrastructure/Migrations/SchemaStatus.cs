using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Says how far the database's schema is from the one that this build expects.</summary>
public sealed class SchemaStatus(ReadContextFactory contexts)
{
    /// <summary>Asks the database for the migrations that it has and has not seen.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database does not answer.</exception>
    public async Task<MigrationCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var known = db.Database.GetMigrations().ToArray();
        var seen = applied.Count(known.Contains);

        return new MigrationCounts(seen, known.Length - seen);
    }
}

/// <summary>How many of the known migrations a database has seen, and how many it has not.</summary>
public readonly record struct MigrationCounts(int Applied, int Pending)
{
    /// <summary>Whether the database has been asked: no build is without migrations.</summary>
    public bool AreKnown => Applied + Pending > 0;
}
