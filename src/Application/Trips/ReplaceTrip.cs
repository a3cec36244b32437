using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Replaces a trip as a whole.</summary>
public sealed record ReplaceTrip(Caller Caller, Guid Id, TripInput Input, Preconditions Preconditions)
    : IRequest<TripView>;

internal sealed class ReplaceTripValidator : AbstractValidator<ReplaceTrip>
{
    public ReplaceTripValidator(IValidator<TripInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class ReplaceTripHandler(IDatabase database, ITripLocks locks, TimeProvider clock)
    : IRequestHandler<ReplaceTrip, TripView>
{
    public async Task<TripView> Handle(ReplaceTrip request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var details = request.Input.ToDetails();

        var trip = await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var trip = await locks.HoldToReviseAsync(db, request.Id, request.Caller, token);
                request.Preconditions.Check(trip.Version);
                trip.Revise(details, request.Input.Status, await db.LastStopDayAsync(request.Id, token), now);

                return trip;
            },
            cancellationToken
        );

        return TripView.From(trip);
    }
}
