using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Names in the database as PostgreSQL's users write them: <c>starts_on</c>, not <c>"StartsOn"</c>.</summary>
internal static class SnakeCaseNames
{
    /// <summary>
    /// Renames the columns, keys and indexes of the whole model; tables are named where they are mapped, and so may a
    /// column be.
    /// </summary>
    public static void UseSnakeCaseNames(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (
                var property in entity
                    .GetProperties()
                    .Where(property => IsNoSystemColumn(property) && !IsNamed(property))
            )
            {
                property.SetColumnName(ToSnakeCase(property.Name));
            }

            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                {
                    property.SetColumnName(ToSnakeCase(complex.Name + property.Name));
                }
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(key.GetName()!.ToLowerInvariant());
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName(key.GetConstraintName()!.ToLowerInvariant());
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(index.GetDatabaseName()!.ToLowerInvariant());
            }
        }
    }

    /// <summary>A row version is PostgreSQL's own column <c>xmin</c>.</summary>
    private static bool IsNoSystemColumn(IMutableProperty property) =>
        !(property.IsConcurrencyToken && property.ValueGenerated == ValueGenerated.OnAddOrUpdate);

    private static bool IsNamed(IMutableProperty property) =>
        property.FindAnnotation(RelationalAnnotationNames.ColumnName) is not null;

    private static string ToSnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);

        foreach (var character in name)
        {
            if (char.IsUpper(character) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }
}
