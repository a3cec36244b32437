using Enterprise.Application.Trips;
using Enterprise.Domain.Trips;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Trips;

/// <summary>Row locks of PostgreSQL (manual, section 13.3.2), in the transaction of the unit of work.</summary>
internal sealed class TripLocks : ITripLocks
{
    public async Task<Trip?> HoldAsync(
        DbContext db,
        Guid id,
        Guid? owner,
        LockStrength strength,
        CancellationToken cancellationToken
    )
    {
        var trips =
            strength == LockStrength.Shared
                ? db.Set<Trip>()
                    .FromSql(
                        $"SELECT *, xmin FROM trips WHERE id = {id} AND ({owner}::uuid IS NULL OR user_id = {owner}) FOR SHARE"
                    )
                : db.Set<Trip>()
                    .FromSql(
                        $"SELECT *, xmin FROM trips WHERE id = {id} AND ({owner}::uuid IS NULL OR user_id = {owner}) FOR NO KEY UPDATE"
                    );

        return await trips.AsAsyncEnumerable().SingleOrDefaultAsync(cancellationToken);
    }
}
