using Enterprise.Application.Callers;
using Enterprise.Domain.ApiKeys;

namespace Enterprise.Application.Audit;

/// <summary>Whoever may not read an object, may not read what became of it either.</summary>
public static class AuditScopes
{
    /// <summary>The scopes of which each allows to read some entries.</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. Enum.GetValues<AuditedEntity>().Select(ReadScopeOf).Distinct(StringComparer.Ordinal)];

    /// <summary>The kinds of objects whose entries a caller may read: the one asked for, or all that there are.</summary>
    /// <exception cref="Failures.ForbiddenException">The caller's key may not read the one asked for.</exception>
    internal static AuditedEntity[] ReadableEntities(this Caller caller, AuditedEntity? wanted)
    {
        if (wanted is { } entity)
        {
            caller.MustHold([ReadScopeOf(entity)]);

            return [entity];
        }

        return
        [
            .. Enum.GetValues<AuditedEntity>().Where(one => Scopes.Allow(caller.Scopes, ReadScopeOf(one))),
        ];
    }

    private static string ReadScopeOf(AuditedEntity entity) =>
        entity switch
        {
            AuditedEntity.Trip or AuditedEntity.TripStop => Scopes.TripsRead,
            AuditedEntity.User => Scopes.UsersRead,
            AuditedEntity.ApiKey => Scopes.KeysRead,
            AuditedEntity.ProviderKey => Scopes.ProviderKeysRead,
            _ => throw new ArgumentOutOfRangeException(nameof(entity)),
        };
}
