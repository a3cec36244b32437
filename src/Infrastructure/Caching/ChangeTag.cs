using System.Collections.Frozen;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Caching;

/// <summary>What a change is told by: the table, or the table and the owner of the row.</summary>
internal static class ChangeTag
{
    private static readonly FrozenDictionary<Type, string> Tables = EnterpriseModel
        .Shared.GetEntityTypes()
        .ToFrozenDictionary(entity => entity.ClrType, entity => entity.GetTableName()!);

    /// <summary>The tag of all entities of a kind, or of those of one owner.</summary>
    public static string Of(Type entity, Guid? owner = null) =>
        owner is { } id ? $"{Tables[entity]}:{id}" : Tables[entity];
}
