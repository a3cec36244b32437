using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Persistence;
using Enterprise.Application.Secrets;
using Enterprise.Application.Time;
using Enterprise.Domain.ProviderKeys;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ProviderKeys;

/// <summary>Stores the caller's key under a service and a name, new or in the place of the one before.</summary>
public sealed record PutProviderKey(
    Caller Caller,
    string Service,
    string Name,
    ProviderKeyInput Input,
    Preconditions Preconditions
) : IRequest<StoredProviderKey>;

/// <summary>A key that has been stored.</summary>
/// <param name="Key">What may be seen of it.</param>
/// <param name="IsNew">Whether the name was free before.</param>
public sealed record StoredProviderKey(ProviderKeyView Key, bool IsNew);

internal sealed class PutProviderKeyValidator : AbstractValidator<PutProviderKey>
{
    public PutProviderKeyValidator(IValidator<ProviderKeyInput> rules) =>
        RuleFor(request => request.Input).SetValidator(rules);
}

internal sealed class PutProviderKeyHandler(
    IDatabase database,
    ISecretProtector protector,
    TimeProvider clock
) : IRequestHandler<PutProviderKey, StoredProviderKey>
{
    public async Task<StoredProviderKey> Handle(PutProviderKey request, CancellationToken cancellationToken)
    {
        var (caller, service, name, input) = (request.Caller, request.Service, request.Name, request.Input);
        // Sealed beforehand: it may read the ring of keys, and a unit of work must not wait for a second connection.
        var value = protector.SealKey(input.Value!, caller.UserId, service, name);
        var lastFour = ProviderKey.LastFourOf(input.Value!);
        var now = clock.GetInstant();
        var id = Guid.CreateVersion7(now);

        var stored = await database.PutAsync(caller, StoreAsync, cancellationToken);

        return new StoredProviderKey(ProviderKeyView.From(stored.Key), stored.IsNew);

        async Task<(ProviderKey Key, bool IsNew)> StoreAsync(DbContext db, CancellationToken token)
        {
            if (await db.ProviderKeyOf(caller, service, name).SingleOrDefaultAsync(token) is { } key)
            {
                request.Preconditions.Check(key.Version);
                key.Replace(value, lastFour, input.ExpiresAt);

                return (key, false);
            }

            request.Preconditions.CheckMissing();
            key = ProviderKey.Store(id, caller.UserId, service, name, value, lastFour, input.ExpiresAt, now);

            return (db.Add(key).Entity, true);
        }
    }
}
