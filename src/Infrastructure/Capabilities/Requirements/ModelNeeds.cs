using Enterprise.Infrastructure.Capabilities.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>What a model needs of a server: what was declared of it, and what its tables show.</summary>
internal static class ModelNeeds
{
    /// <summary>Each part of the model with each capability that it needs.</summary>
    public static IEnumerable<Need> Of(IModel model) =>
        [
            .. ModelRequirements.DeclaredOf(model).Select(capability => new Need("The model", capability)),
            .. model
                .GetSequences()
                .Select(sequence => new Need($"The sequence {sequence.Name}", Capability.Sequences)),
            .. model.GetEntityTypes().SelectMany(OfTable),
        ];

    private static IEnumerable<Need> OfTable(IEntityType entity) =>
        [
            .. ModelRequirements
                .DeclaredOf(entity)
                .Select(capability => new Need($"The table {entity.GetTableName()}", capability)),
            .. entity
                .GetCheckConstraints()
                .Select(check => new Need($"The constraint {check.Name}", Capability.CheckConstraints)),
            .. entity
                .GetIndexes()
                .SelectMany(index =>
                    OfIndex(index)
                        .Select(capability => new Need($"The index {index.GetDatabaseName()}", capability))
                ),
            .. entity
                .GetProperties()
                .SelectMany(property =>
                    OfColumn(property).Select(capability => new Need(NameOf(property), capability))
                ),
        ];

    /// <summary>What a sentence calls a column.</summary>
    public static string NameOf(IProperty property) =>
        $"The column {property.DeclaringType.ContainingEntityType.GetTableName()}.{property.GetColumnName()}";

    private static IEnumerable<Capability> OfIndex(IIndex index)
    {
        if (index.GetFilter() is not null)
        {
            yield return Capability.PartialIndexes;
        }

        if (index.GetIncludeProperties() is { Count: > 0 })
        {
            yield return Capability.CoveringIndexes;
        }

        if (index.GetAreNullsDistinct() is false)
        {
            yield return Capability.NullsNotDistinct;
        }

        if (index.IsCreatedConcurrently() is true)
        {
            yield return Capability.ConcurrentIndexBuild;
        }
    }

    private static IEnumerable<Capability> OfColumn(IProperty property)
    {
        foreach (var capability in ModelRequirements.DeclaredOf(property))
        {
            yield return capability;
        }

        if (property.GetComputedColumnSql() is not null)
        {
            yield return property.GetIsStored() is true
                ? Capability.StoredGeneratedColumns
                : Capability.VirtualGeneratedColumns;
        }

        if (property.GetValueGenerationStrategy() is not NpgsqlValueGenerationStrategy.None)
        {
            yield return Capability.AutoIncrement;
        }

        if (ColumnType.Parse(property.GetColumnType()) is { Name: "vector" })
        {
            yield return Capability.Vector;
        }
    }
}

/// <summary>A part of something that needs a capability.</summary>
/// <param name="Part">The part, as a sentence begins with it.</param>
/// <param name="Capability">What it needs.</param>
internal readonly record struct Need(string Part, Capability Capability);
