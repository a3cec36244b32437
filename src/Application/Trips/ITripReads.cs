using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Paging;

namespace Enterprise.Application.Trips;

/// <summary>What is asked of trips most, and so by the shortest way to the database.</summary>
/// <remarks>All else is asked through <see cref="Persistence.IDatabase"/>, by the same rules of repetition.</remarks>
public interface ITripReads
{
    /// <summary>One trip; null where there is none that the caller may see.</summary>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    Task<TripView?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken);

    /// <summary>The trips of one user from the newest on.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="owner">Whose trips.</param>
    /// <param name="after">The place of the last one that has been seen already.</param>
    /// <param name="count">The most trips: 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    Task<IReadOnlyList<TripView>> NewestAsync(
        Caller caller,
        Guid owner,
        Position after,
        int count,
        CancellationToken cancellationToken
    );
}
