using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Destinations;

/// <summary>Reads the destinations that are most like another one, the likest first.</summary>
public sealed record FindSimilarDestinations(Caller Caller, Guid Id, int Limit) : IRequest<FoundDestinations>;

internal sealed class FindSimilarDestinationsHandler(IDatabase database, IDestinationIndex index)
    : IRequestHandler<FindSimilarDestinations, FoundDestinations>
{
    public async Task<FoundDestinations> Handle(
        FindSimilarDestinations request,
        CancellationToken cancellationToken
    ) =>
        new(
            await database.ReadAsync(
                request.Caller,
                (db, token) => index.FindSimilarAsync(db, request.Id, request.Limit, token),
                cancellationToken
            ) ?? throw new NotFoundException()
        );
}
