using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What the endpoint's own metadata says of an operation: its name, its parameters and fields, its scope.</summary>
internal sealed class OperationFacts : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;

        if (metadata.OfType<OperationName>().SingleOrDefault() is { Name: var name })
        {
            operation.OperationId = name;
        }

        operation.RequestBody?.Content?.Remove(EndpointDescriptions.AnyMediaType);

        // A handler's parameter that this path has no value for looks like one of the query; it is none.
        operation.Parameters =
        [
            .. (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Path),
            .. metadata
                .OfType<AcceptedParameters>()
                .SelectMany(known => known.Names)
                .Select(ParameterFacts.Of),
            .. RequestFields.Of(new OperationTraits(context)),
        ];

        if (metadata.OfType<RequiredScope>().SingleOrDefault() is { Scope: var scope })
        {
            operation.Description = $"Needs the scope `{scope}`.";
            operation.Security =
            [
                Requirement(DocumentFacts.BearerScheme, context.Document),
                Requirement(DocumentFacts.HeaderScheme, context.Document),
            ];
        }

        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
