using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Operations;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Described = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

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

        var own = metadata.OfType<OwnParameters>().SingleOrDefault();
        operation.RequestBody?.Content?.Remove(EndpointDescriptions.AnyMediaType);

        // A handler's parameter that this path has no value for looks like one of the query; it is none.
        operation.Parameters =
        [
            .. (operation.Parameters ?? [])
                .Where(parameter => parameter.In == ParameterLocation.Path)
                .Select(parameter => WithPattern(parameter, context.Description)),
            .. metadata
                .OfType<AcceptedParameters>()
                .SelectMany(known => known.Names)
                .Select(name => own?.Find(name) ?? ParameterFacts.Of(name)),
            .. RequestFields.Of(new OperationTraits(context)),
        ];

        if (metadata.OfType<RequiredScope>().SingleOrDefault() is { } required)
        {
            operation.Description = $"Needs {required.InWords('`')}.";
            operation.Security =
            [
                Requirement(DocumentFacts.BearerScheme, context.Document),
                Requirement(DocumentFacts.HeaderScheme, context.Document),
            ];
        }

        if (metadata.OfType<OperatorAccess>().Any())
        {
            operation.Description =
                $"Needs {OperatorAccess.Scope.InWords('`')}, but for whoever is on the machine itself.";
            operation.Security =
            [
                [],
                Requirement(DocumentFacts.BearerScheme, context.Document),
                Requirement(DocumentFacts.HeaderScheme, context.Document),
                .. metadata.OfType<BasicAccess>().Any()
                    ? [Requirement(DocumentFacts.BasicScheme, context.Document)]
                    : Array.Empty<OpenApiSecurityRequirement>(),
            ];
        }

        return Task.CompletedTask;
    }

    /// <summary>The framework describes its own constraints of a path, but not ours.</summary>
    private static IOpenApiParameter WithPattern(IOpenApiParameter parameter, Described endpoint)
    {
        if (
            endpoint
                .ParameterDescriptions.FirstOrDefault(known =>
                    string.Equals(known.Name, parameter.Name, StringComparison.Ordinal)
                )
                ?.RouteInfo?.Constraints?.Any(constraint => constraint is WordParameter)
            is true
        )
        {
            ((OpenApiSchema)parameter.Schema!).Pattern = WordParameter.Pattern;
        }

        return parameter;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
