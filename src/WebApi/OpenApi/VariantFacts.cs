using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Gives POST and PATCH the schemas of what they take, where that is not what PUT takes.</summary>
internal sealed class VariantFacts(SchemaCatalog catalog) : IOpenApiDocumentTransformer
{
    private const string Input = "Input";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        // A merge patch needs no member; null removes one, which only those that may be missing allow.
        var patches = new SchemaVariant(
            document,
            name => $"{Stem(name)}Patch",
            name => name.EndsWith(Input, StringComparison.Ordinal),
            (_, schema) =>
                (schema.Required, schema.Description) = (null, "The members to change; null removes.")
        );
        var creations = new SchemaVariant(
            document,
            name => $"New{Stem(name)}",
            name => catalog.Find(name) is { Later.Count: > 0 },
            (name, schema) =>
            {
                foreach (var member in catalog.Find(name)?.Later ?? new HashSet<string>())
                {
                    schema.Properties!.Remove(member);
                }
            }
        );

        foreach (var (method, operation) in document.Paths.Values.SelectMany(path => path.Operations!))
        {
            var variant =
                method == HttpMethod.Patch ? patches
                : method == HttpMethod.Post ? creations
                : null;

            foreach (var body in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? [])
            {
                body.Schema = variant?.Of(body.Schema!) ?? body.Schema;
            }
        }

        RemoveUnused(document);

        return Task.CompletedTask;
    }

    private static string Stem(string name) =>
        name.EndsWith(Input, StringComparison.Ordinal) ? name[..^Input.Length] : name;

    private static void RemoveUnused(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        var used = new HashSet<string>(StringComparer.Ordinal);

        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var bodies = operation
                .Responses!.Values.SelectMany(answer => answer.Content?.Values ?? [])
                .Concat(operation.RequestBody?.Content?.Values ?? []);

            foreach (var body in bodies)
            {
                Visit(body.Schema);
            }
        }

        foreach (var name in schemas.Keys.Except(used, StringComparer.Ordinal).ToArray())
        {
            schemas.Remove(name);
        }

        void Visit(IOpenApiSchema? schema)
        {
            switch (schema)
            {
                case OpenApiSchemaReference { Reference.Id: { } name }:
                    if (used.Add(name))
                    {
                        Visit(schemas[name]);
                    }

                    break;

                case OpenApiSchema own:
                    Visit(own.Items);

                    foreach (var part in (own.OneOf ?? []).Concat(own.Properties?.Values ?? []))
                    {
                        Visit(part);
                    }

                    break;
            }
        }
    }
}
