using System.Globalization;
using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Application.Json;
using Enterprise.Domain.Destinations;
using MediatR;

namespace Enterprise.Application.Destinations;

/// <summary>Reads the destinations that most trips lead to, everybody's trips counted.</summary>
public sealed record FindPopularDestinations(Caller Caller, int Limit) : IRequest<CachedJson>;

internal sealed class FindPopularDestinationsHandler(IQueryCache cache, IDestinationIndex index)
    : IRequestHandler<FindPopularDestinations, CachedJson>
{
    /// <summary>Trips come and go all the time: how many there are may be as old as the answer.</summary>
    private static readonly CachedQuery<FoundDestinations> Popular = new(
        "popular destinations",
        ApplicationJson.Contract.FoundDestinations,
        typeof(Destination)
    )
    {
        MayBeStale = true,
    };

    public async Task<CachedJson> Handle(
        FindPopularDestinations request,
        CancellationToken cancellationToken
    ) =>
        (
            await cache.ReadAsync(
                Popular,
                request.Caller,
                request.Limit.ToString(CultureInfo.InvariantCulture),
                async (db, token) =>
                    new FoundDestinations(await index.FindPopularAsync(db, request.Limit, token)),
                cancellationToken
            )
        )!;
}
