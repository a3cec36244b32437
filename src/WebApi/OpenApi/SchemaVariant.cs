using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Schemas that differ from those of a type in the same way, all the way down.</summary>
/// <param name="document">Where they are kept.</param>
/// <param name="nameOf">From the name of a type's schema to that of the variant.</param>
/// <param name="differs">Whether a type has a variant for a reason of its own.</param>
/// <param name="edit">Makes the variant of a copy.</param>
internal sealed class SchemaVariant(
    OpenApiDocument document,
    Func<string, string> nameOf,
    Func<string, bool> differs,
    Action<string, OpenApiSchema> edit
)
{
    private IDictionary<string, IOpenApiSchema> Schemas => document.Components!.Schemas!;

    /// <summary>The same reference, or one to the variant where that differs.</summary>
    public IOpenApiSchema Of(IOpenApiSchema schema)
    {
        switch (schema)
        {
            case OpenApiSchemaReference { Reference.Id: { } name } when Differs(name):
                Derive(name);

                return new OpenApiSchemaReference(nameOf(name), document);

            case OpenApiSchema { OneOf: { } parts } own:
                var choice = (OpenApiSchema)own.CreateShallowCopy();
                choice.OneOf = [.. parts.Select(Of)];

                return choice;

            case OpenApiSchema { Items: { } items } own:
                var list = (OpenApiSchema)own.CreateShallowCopy();
                list.Items = Of(items);

                return list;

            default:
                return schema;
        }
    }

    private void Derive(string name)
    {
        if (Schemas.ContainsKey(nameOf(name)))
        {
            return;
        }

        var original = (OpenApiSchema)Schemas[name];
        var variant = (OpenApiSchema)original.CreateShallowCopy();
        document.AddComponent<IOpenApiSchema>(nameOf(name), variant);
        variant.Properties = original.Properties!.ToDictionary(
            member => member.Key,
            member => Of(member.Value),
            StringComparer.Ordinal
        );
        edit(name, variant);
    }

    private bool Differs(string name) =>
        differs(name)
        || Schemas[name] is OpenApiSchema { Properties: { } members } && members.Values.Any(Reaches);

    private bool Reaches(IOpenApiSchema schema) =>
        schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } name } => Differs(name),
            OpenApiSchema { OneOf: { } parts } => parts.Any(Reaches),
            OpenApiSchema { Items: { } items } => Reaches(items),
            _ => false,
        };
}
