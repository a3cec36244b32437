using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Destinations;

/// <summary>Reads the destinations that most trips lead to, everybody's trips counted.</summary>
public sealed record FindPopularDestinations(Caller Caller, int Limit) : IRequest<FoundDestinations>;

internal sealed class FindPopularDestinationsHandler(IDatabase database, IDestinationIndex index)
    : IRequestHandler<FindPopularDestinations, FoundDestinations>
{
    public async Task<FoundDestinations> Handle(
        FindPopularDestinations request,
        CancellationToken cancellationToken
    ) =>
        new(
            await database.ReadAsync(
                request.Caller,
                (db, token) => index.FindPopularAsync(db, request.Limit, token),
                cancellationToken
            )
        );
}
