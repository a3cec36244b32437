using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Json;
using Enterprise.Domain.Destinations;
using MediatR;

namespace Enterprise.Application.Destinations;

/// <summary>Reads the destinations that are most like another one, the likest first.</summary>
public sealed record FindSimilarDestinations(Caller Caller, Guid Id, int Limit) : IRequest<CachedJson>;

internal sealed class FindSimilarDestinationsHandler(IQueryCache cache, IDestinationIndex index)
    : IRequestHandler<FindSimilarDestinations, CachedJson>
{
    private static readonly CachedQuery<FoundDestinations> Similar = new(
        "similar destinations",
        ApplicationJson.Contract.FoundDestinations,
        typeof(Destination)
    )
    {
        MayBeStale = true,
    };

    public async Task<CachedJson> Handle(
        FindSimilarDestinations request,
        CancellationToken cancellationToken
    ) =>
        await cache.ReadAsync(
            Similar,
            request.Caller,
            $"{request.Id}/{request.Limit}",
            async (db, token) =>
                await index.FindSimilarAsync(db, request.Id, request.Limit, token) is { } found
                    ? new FoundDestinations(found)
                    : null,
            cancellationToken
        ) ?? throw new NotFoundException();
}
