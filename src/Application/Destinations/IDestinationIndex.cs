using Enterprise.Application.Failures;
using Enterprise.Domain.Destinations;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Destinations;

/// <summary>Finds destinations by their meaning and by their words.</summary>
public interface IDestinationIndex
{
    /// <summary>How many numbers an embedding has.</summary>
    const int Dimensions = 384;

    /// <summary>What a text means.</summary>
    /// <exception cref="MeaningUnavailableException">That cannot be worked out at the moment.</exception>
    Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken);

    /// <summary>Keeps what a destination means, in the unit of work that stores it.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="destination">The destination, which is tracked there.</param>
    /// <param name="meaning">Its embedding; null where that is for the index to work out soon after.</param>
    void Keep(DbContext db, Destination destination, ReadOnlyMemory<float>? meaning);

    /// <summary>The destinations that fit a query best, the best first.</summary>
    Task<IReadOnlyList<FoundDestination>> FindAsync(
        DbContext db,
        DestinationQuery query,
        CancellationToken cancellationToken
    );

    /// <summary>Those that mean what another one means, without that one; null where there is no such one.</summary>
    Task<IReadOnlyList<FoundDestination>?> FindSimilarAsync(
        DbContext db,
        Guid id,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Those that most trips lead to.</summary>
    Task<IReadOnlyList<FoundDestination>> FindPopularAsync(
        DbContext db,
        int limit,
        CancellationToken cancellationToken
    );
}
