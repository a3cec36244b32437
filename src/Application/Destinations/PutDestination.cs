using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Destinations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Destinations;

/// <summary>Describes a destination, new or in the place of the one before, so that it is found by meaning.</summary>
public sealed record PutDestination(
    Caller Caller,
    Guid Id,
    DestinationInput Input,
    Preconditions Preconditions
) : IRequest<StoredDestination>;

/// <summary>A destination that has been stored.</summary>
/// <param name="Destination">What it is now.</param>
/// <param name="IsNew">Whether there was none of this id before.</param>
public sealed record StoredDestination(DestinationView Destination, bool IsNew);

internal sealed class PutDestinationValidator : AbstractValidator<PutDestination>
{
    private static readonly DestinationInputValidator Rules = new();

    public PutDestinationValidator() => RuleFor(request => request.Input).SetValidator(Rules);
}

internal sealed class PutDestinationHandler(IDatabase database, IDestinationIndex index, IQueryCache cache)
    : IRequestHandler<PutDestination, StoredDestination>
{
    public async Task<StoredDestination> Handle(PutDestination request, CancellationToken cancellationToken)
    {
        // Beforehand: a unit of work must not wait for another service.
        var meaning = await MeaningAsync(request, cancellationToken);

        var stored = await database.PutAsync(request.Caller, StoreAsync, cancellationToken);
        cache.Forget<Destination>();

        return new StoredDestination(DestinationView.From(stored.Place), stored.IsNew);

        async Task<(Destination Place, bool IsNew)> StoreAsync(DbContext db, CancellationToken token)
        {
            var place = await db.Set<Destination>()
                .SingleOrDefaultAsync(place => place.Id == request.Id, token);
            var isNew = place is null;

            if (place is not null)
            {
                request.Preconditions.Check(place.Version);
                request.Input.ApplyTo(place);
            }
            else
            {
                request.Preconditions.CheckMissing();
                place = db.Add(request.Input.ToDestination(request.Id)).Entity;
            }

            index.Keep(db, place, meaning);

            return (place, isNew);
        }
    }

    /// <summary>A place is stored although nobody can tell at the moment what it means.</summary>
    private async Task<ReadOnlyMemory<float>?> MeaningAsync(
        PutDestination request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await index.EmbedAsync(request.Input.ToDestination(request.Id).Meaning, cancellationToken);
        }
        catch (MeaningUnavailableException)
        {
            return null;
        }
    }
}
