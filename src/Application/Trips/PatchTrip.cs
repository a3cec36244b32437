using System.Text.Json;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Json;
using Enterprise.Application.MergePatch;
using Enterprise.Application.Persistence;
using Enterprise.Application.Time;
using FluentValidation;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Changes parts of a trip by a merge patch.</summary>
public sealed record PatchTrip(Caller Caller, Guid Id, JsonElement Patch, Preconditions Preconditions)
    : IRequest<TripView>;

internal sealed class PatchTripHandler(
    IDatabase database,
    ITripLocks locks,
    TimeProvider clock,
    IValidator<TripInput> rules
) : IRequestHandler<PatchTrip, TripView>
{
    public async Task<TripView> Handle(PatchTrip request, CancellationToken cancellationToken)
    {
        JsonMergePatch.MustFit(request.Patch, ApplicationJson.Contract.TripInput);
        var now = clock.GetInstant();

        var trip = await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var trip = await locks.HoldToReviseAsync(db, request.Id, request.Caller, token);
                request.Preconditions.Check(trip.Version);
                var input = JsonMergePatch.Apply(
                    request.Patch,
                    TripInput.From(trip),
                    ApplicationJson.Contract.TripInput,
                    rules
                );
                trip.Revise(
                    input.ToDetails(),
                    input.Status,
                    await db.LastStopDayAsync(request.Id, token),
                    now
                );

                return trip;
            },
            cancellationToken
        );

        return TripView.From(trip);
    }
}
