using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Application.Secrets;
using Enterprise.Application.Time;
using Enterprise.Domain.ProviderKeys;
using Enterprise.Domain.Rules;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ProviderKeys;

/// <summary>Opens the caller's key for a part of the service that calls the outside one, and counts the use.</summary>
/// <remarks>It has no route: a value never leaves the service but to the outside service that it is for.</remarks>
public sealed record UseProviderKey(Caller Caller, string Service, string Name) : IRequest<ProviderKeyValue>;

/// <summary>The value of a key, to be used at once and kept nowhere.</summary>
/// <param name="Text">The value as its owner handed it over.</param>
public sealed record ProviderKeyValue(string Text)
{
    /// <summary>Leaves the value out, so that no log can show it.</summary>
    public override string ToString() => nameof(ProviderKeyValue);
}

internal sealed class UseProviderKeyHandler(
    IDatabase database,
    ISecretProtector protector,
    TimeProvider clock
) : IRequestHandler<UseProviderKey, ProviderKeyValue>
{
    public async Task<ProviderKeyValue> Handle(UseProviderKey request, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var key =
            await database.ReadAsync(
                request.Caller,
                (db, token) =>
                    db.ProviderKeyOf(request.Caller, request.Service, request.Name)
                        .SingleOrDefaultAsync(token),
                cancellationToken
            ) ?? throw new NotFoundException();
        key.MustBeUsable(now);

        var value =
            protector.OpenKey(key.SealedValue, key.UserId, key.Service, key.Name)
            ?? throw new RuleBrokenException(
                $"The key '{key.Name}' for {key.Service} can no longer be opened; store its value again."
            );
        await CountAsync(request.Caller, key.Id, now, cancellationToken);

        return new ProviderKeyValue(value);
    }

    /// <summary>Adds one in the database, for two uses that both add one to what they have read would count once.</summary>
    private Task<int> CountAsync(
        Caller caller,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            caller,
            async (db, token) =>
            {
                var counted = await db.Set<ProviderKey>()
                    .Where(key => key.Id == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(key => key.UsageCount, key => key.UsageCount + 1)
                                .SetProperty(
                                    key => key.LastUsedAt,
                                    key => key.LastUsedAt > now ? key.LastUsedAt : now
                                ),
                        token
                    );

                return counted > 0 ? counted : throw new NotFoundException();
            },
            cancellationToken
        );
}
