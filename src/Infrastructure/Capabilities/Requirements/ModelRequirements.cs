using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>Declares in the model what a part of it needs of the server, where the part itself does not show it.</summary>
/// <remarks>
/// It is an annotation, so that the newest model snapshot tells it too; no migration comes of one that was added or
/// has gone.
/// </remarks>
internal static class ModelRequirements
{
    /// <summary>The name of the annotation; its value is the capabilities' names, with commas between.</summary>
    public const string Annotation = "Enterprise:Requires";

    /// <summary>The whole database needs something.</summary>
    public static ModelBuilder Requires(this ModelBuilder model, params Capability[] capabilities)
    {
        Add(model.Model, capabilities);

        return model;
    }

    /// <summary>A table needs something.</summary>
    public static EntityTypeBuilder<T> Requires<T>(
        this EntityTypeBuilder<T> entity,
        params Capability[] capabilities
    )
        where T : class
    {
        Add(entity.Metadata, capabilities);

        return entity;
    }

    /// <summary>A column needs something.</summary>
    public static PropertyBuilder<T> Requires<T>(
        this PropertyBuilder<T> property,
        params Capability[] capabilities
    )
    {
        Add(property.Metadata, capabilities);

        return property;
    }

    /// <summary>What was declared of a part of the model.</summary>
    public static IEnumerable<Capability> DeclaredOf(IReadOnlyAnnotatable part) =>
        part.FindAnnotation(Annotation)?.Value is string names
            ? names.Split(',').Select(Enum.Parse<Capability>)
            : [];

    private static void Add(IMutableAnnotatable part, Capability[] capabilities) =>
        part.SetAnnotation(Annotation, string.Join(',', DeclaredOf(part).Union(capabilities)));
}
