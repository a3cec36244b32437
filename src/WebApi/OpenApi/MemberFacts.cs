using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Puts what the catalog says of types into their schemas, and its examples beside the bodies.</summary>
internal sealed class MemberFacts(SchemaCatalog catalog) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            catalog.Find(name)?.ApplyTo((OpenApiSchema)schema);
        }

        foreach (var (method, operation) in document.Paths.Values.SelectMany(path => path.Operations!))
        {
            foreach (var body in operation.RequestBody?.Content?.Values ?? [])
            {
                ShowExample(body, isPatch: method == HttpMethod.Patch);
            }

            foreach (
                var body in operation.Responses!.Values.SelectMany(answer => answer.Content?.Values ?? [])
            )
            {
                ShowExample(body, isPatch: false);
            }
        }

        return Task.CompletedTask;
    }

    private void ShowExample(OpenApiMediaType body, bool isPatch)
    {
        if (
            body
                is OpenApiMediaType
                {
                    Example: null,
                    Schema: OpenApiSchemaReference { Reference.Id: { } name }
                } own
            && catalog.Find(name) is { } type
        )
        {
            own.Example = isPatch ? type.APatch : type.AnExample;
        }
    }
}
