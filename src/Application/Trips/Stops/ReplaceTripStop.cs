using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Replaces a stop as a whole.</summary>
public sealed record ReplaceTripStop(
    Caller Caller,
    Guid TripId,
    Guid Id,
    TripStopInput Input,
    Preconditions Preconditions
) : IRequest<TripStopView>;

internal sealed class ReplaceTripStopValidator : AbstractValidator<ReplaceTripStop>
{
    public ReplaceTripStopValidator(IValidator<TripStopInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class ReplaceTripStopHandler(IDatabase database, ITripLocks locks)
    : IRequestHandler<ReplaceTripStop, TripStopView>
{
    public async Task<TripStopView> Handle(ReplaceTripStop request, CancellationToken cancellationToken)
    {
        var (caller, details) = (request.Caller, request.Input.ToDetails());

        var stop = await database.WriteAsync(
            caller,
            async (db, token) =>
            {
                var trip = await locks.HoldForStopAsync(db, request.TripId, caller, details, token);
                var stop =
                    await db.StopOf(caller, request.TripId, request.Id).SingleOrDefaultAsync(token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(stop.Version);
                stop.Revise(trip, details);

                return stop;
            },
            cancellationToken
        );

        return TripStopView.From(stop);
    }
}
