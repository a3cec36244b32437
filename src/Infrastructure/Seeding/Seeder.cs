using Enterprise.Application.Time;
using Enterprise.Domain.Destinations;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Seeding;

/// <summary>Fills a new database with real data to begin with.</summary>
/// <remarks>
/// Each set is written once, into the gap that a new database has: destinations where there are none, a user
/// where their address is free. What was deleted since does not come back, and seeding twice changes nothing.
/// </remarks>
public sealed class Seeder(
    string ownerConnectionString,
    TlsOptions tls,
    TimeProvider clock,
    ILogger<Seeder> logger
)
{
    /// <summary>The advisory lock that lets one seeder after the other look for gaps: "ent" and "see".</summary>
    private const long SeedLock = 0x656E74_736565;

    /// <summary>Writes what is missing, in one transaction, and gives the ids of the two users.</summary>
    public async Task<SeededUsers> SeedAsync(CancellationToken cancellationToken)
    {
        var (users, written) = await MigrationContext.ActAsAdministratorAsync(
            ownerConnectionString,
            tls,
            db => FillAsync(db, cancellationToken),
            cancellationToken
        );
        logger.Seeded(written);

        return users;
    }

    private async Task<(SeededUsers Users, int Written)> FillAsync(
        EnterpriseDbContext db,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetInstant();
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SeedLock})", cancellationToken);

        if (!await db.Set<Destination>().AnyAsync(cancellationToken))
        {
            db.AddRange(await SeedDestinations.ReadAsync(cancellationToken));
        }

        var admin = await FindAsync(db, SeedUsers.AdminEmail, cancellationToken);
        admin ??= db.Add(SeedUsers.Admin(now)).Entity;
        var demo = await FindAsync(db, SeedUsers.DemoEmail, cancellationToken);

        if (demo is null)
        {
            demo = db.Add(SeedUsers.Demo(now)).Entity;
            db.AddRange(SeedUsers.TripsOf(demo.Id, now));
        }

        return (new SeededUsers(admin.Id, demo.Id), db.ChangeTracker.Entries().Count());
    }

    private static Task<User?> FindAsync(
        EnterpriseDbContext db,
        string email,
        CancellationToken cancellationToken
    )
    {
        var key = User.KeyOf(email);

        return db.Set<User>()
            .AsNoTracking()
            .SingleOrDefaultAsync(user => user.EmailKey == key, cancellationToken);
    }
}

/// <summary>The users that every installation begins with.</summary>
/// <param name="AdminId">Who may do everything.</param>
/// <param name="DemoId">Who has a few trips.</param>
public readonly record struct SeededUsers(Guid AdminId, Guid DemoId);
