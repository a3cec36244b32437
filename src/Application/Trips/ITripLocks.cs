using Enterprise.Domain.Trips;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>Holds a trip still while something that must agree with it is changed.</summary>
public interface ITripLocks
{
    /// <summary>The tracked trip, which nobody else changes until this unit of work ends.</summary>
    /// <param name="db">The context of the unit of work, whose transaction holds the lock.</param>
    /// <param name="id">The trip.</param>
    /// <param name="owner">Whose trip it must be; null for anybody's.</param>
    /// <param name="strength">Whether others may hold it still as well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trip; null where there is none.</returns>
    Task<Trip?> HoldAsync(
        DbContext db,
        Guid id,
        Guid? owner,
        LockStrength strength,
        CancellationToken cancellationToken
    );
}

/// <summary>What a lock on a row keeps others from.</summary>
public enum LockStrength
{
    /// <summary>Nobody changes the row, but others may hold it still, too: <c>FOR SHARE</c>.</summary>
    Shared,

    /// <summary>Nobody else changes it or holds it still: <c>FOR NO KEY UPDATE</c>.</summary>
    Exclusive,
}
