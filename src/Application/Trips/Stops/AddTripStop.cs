using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.Trips.Stops;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Adds a stop to a trip.</summary>
public sealed record AddTripStop(Caller Caller, Guid TripId, TripStopInput Input) : IRequest<TripStopView>;

internal sealed class AddTripStopValidator : AbstractValidator<AddTripStop>
{
    public AddTripStopValidator(IValidator<TripStopInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class AddTripStopHandler(IDatabase database, ITripLocks locks, TimeProvider clock)
    : IRequestHandler<AddTripStop, TripStopView>
{
    public async Task<TripStopView> Handle(AddTripStop request, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetInstant());
        var details = request.Input.ToDetails();

        var stop = await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var trip = await locks.HoldForStopAsync(db, request.TripId, request.Caller, details, token);

                return db.Add(TripStop.Add(id, trip, details)).Entity;
            },
            cancellationToken
        );

        return TripStopView.From(stop);
    }
}
