using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using Enterprise.Domain.Trips;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Begins several trips of the caller's own: all of them, or none.</summary>
public sealed record CreateTrips(Caller Caller, TripBatchInput Input, Once<TripBatch>? Once = null)
    : IRequest<TripBatch>;

/// <summary>The trips of a batch, in the order in which they were sent.</summary>
public sealed record TripBatch(IReadOnlyList<TripView> Items);

internal sealed class CreateTripsValidator : AbstractValidator<CreateTrips>
{
    public CreateTripsValidator(IValidator<TripBatchInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class CreateTripsHandler(IDatabase database, TimeProvider clock)
    : IRequestHandler<CreateTrips, TripBatch>
{
    public Task<TripBatch> Handle(CreateTrips request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var owner = request.Caller.UserId;
        var plans = request
            .Input.Items!.Select(input => (Id: Guid.CreateVersion7(now), Details: input!.ToDetails()))
            .ToArray();

        return database.WriteOnceAsync(
            request.Once,
            request.Caller,
            (db, _) =>
            {
                var trips = Array.ConvertAll(plans, plan => Trip.Plan(plan.Id, owner, plan.Details, now));
                db.AddRange(trips);

                return Task.FromResult(trips);
            },
            trips => new TripBatch([.. trips.Select(TripView.From)]),
            cancellationToken
        );
    }
}
