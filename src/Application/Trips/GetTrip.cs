using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Reads one trip.</summary>
public sealed record GetTrip(Caller Caller, Guid Id) : IRequest<TripView>;

internal sealed class GetTripHandler(ITripReads trips) : IRequestHandler<GetTrip, TripView>
{
    public async Task<TripView> Handle(GetTrip request, CancellationToken cancellationToken) =>
        await trips.FindAsync(request.Caller, request.Id, cancellationToken) ?? throw new NotFoundException();
}
