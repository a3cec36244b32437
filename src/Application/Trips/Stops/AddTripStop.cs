using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.Trips.Stops;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Adds a stop to a trip.</summary>
public sealed record AddTripStop(
    Caller Caller,
    Guid TripId,
    TripStopInput Input,
    Once<TripStopView>? Once = null
) : IRequest<TripStopView>;

internal sealed class AddTripStopValidator : AbstractValidator<AddTripStop>
{
    public AddTripStopValidator(IValidator<TripStopInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class AddTripStopHandler(IDatabase database, ITripLocks locks, TimeProvider clock)
    : IRequestHandler<AddTripStop, TripStopView>
{
    public Task<TripStopView> Handle(AddTripStop request, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetInstant());
        var details = request.Input.ToDetails();

        return database.WriteOnceAsync(
            request.Once,
            request.Caller,
            async (db, token) =>
            {
                var trip = await locks.HoldForStopAsync(db, request.TripId, request.Caller, details, token);

                return db.Add(TripStop.Add(id, trip, details)).Entity;
            },
            TripStopView.From,
            cancellationToken
        );
    }
}
