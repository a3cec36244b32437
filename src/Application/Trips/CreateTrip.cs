using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.Trips;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Begins a trip of the caller's own.</summary>
public sealed record CreateTrip(Caller Caller, TripInput Input, Once<TripView>? Once = null)
    : IRequest<TripView>;

internal sealed class CreateTripValidator : AbstractValidator<CreateTrip>
{
    public CreateTripValidator() =>
        RuleFor(request => request.Input).SetValidator(TripInputValidator.OfNewTrips);
}

internal sealed class CreateTripHandler(IDatabase database, TimeProvider clock)
    : IRequestHandler<CreateTrip, TripView>
{
    public Task<TripView> Handle(CreateTrip request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);
        var details = request.Input.ToDetails();

        return database.WriteOnceAsync(
            request.Once,
            request.Caller,
            (db, _) => Task.FromResult(db.Add(Trip.Plan(id, request.Caller.UserId, details, now)).Entity),
            TripView.From,
            cancellationToken
        );
    }
}
