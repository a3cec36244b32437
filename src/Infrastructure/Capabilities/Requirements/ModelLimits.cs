using System.Text;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Capabilities.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>What in a model is too long for a server, or of a type that it does not have.</summary>
internal static class ModelLimits
{
    /// <summary>A sentence for each.</summary>
    public static IEnumerable<string> Exceeded(IModel model, DatabaseServer server) =>
        [
            .. NamesOf(model)
                .Where(name => IsTooLong(name, server.Product))
                .Select(name => TooLong(name, server)),
            .. model
                .GetEntityTypes()
                .SelectMany(entity => entity.GetProperties())
                .Select(property => Misfit(property, server))
                .OfType<string>(),
        ];

    private static string? Misfit(IProperty property, DatabaseServer server)
    {
        var type = property.GetColumnType();
        var name = ModelNeeds.NameOf(property);

        return server.Product is not ServerProduct.PostgreSql
            ? EquivalentTypes.EquivalentType(type, ServerProduct.PostgreSql, server) is null
                ? $"{name} is of the type {type}, of which {server} has no equivalent: choose another type."
                : null
            : ColumnType.Parse(type) is { Name: "varchar" or "character varying", Numbers: [var length] }
            && length > ServerLimits.Of(server.Product).MaxVarchar
                ? $"{name} is of the type {type}, and {server} takes up to {ServerLimits.Of(server.Product).MaxVarchar} characters: choose text."
                : null;
    }

    private static string TooLong(string name, DatabaseServer server) =>
        $"The name {name} is longer than the {ServerLimits.Of(server.Product).MaxIdentifier} that {server} takes: shorten it.";

    private static bool IsTooLong(string name, ServerProduct product) =>
        (product is ServerProduct.PostgreSql ? Encoding.UTF8.GetByteCount(name) : name.Length)
        > ServerLimits.Of(product).MaxIdentifier;

    private static IEnumerable<string> NamesOf(IModel model) =>
        model
            .GetEntityTypes()
            .SelectMany(entity =>
                new[] { entity.GetTableName() }
                    .Concat(entity.GetProperties().Select(property => property.GetColumnName()))
                    .Concat(entity.GetIndexes().Select(index => index.GetDatabaseName()))
                    .Concat(entity.GetKeys().Select(key => key.GetName()))
                    .Concat(entity.GetForeignKeys().Select(key => key.GetConstraintName()))
                    .Concat(entity.GetCheckConstraints().Select(check => check.Name))
            )
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
}
