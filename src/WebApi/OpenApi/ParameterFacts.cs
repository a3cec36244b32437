using System.Globalization;
using Enterprise.Application.Paging;
using Enterprise.WebApi.Http;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The query parameters of the API, each described once.</summary>
internal static class ParameterFacts
{
    public static OpenApiParameter Of(string name) =>
        name switch
        {
            QueryParameters.Limit => Parameter(
                name,
                "The most items.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = PageRequest.MinLimit.ToString(CultureInfo.InvariantCulture),
                    Maximum = PageRequest.MaxLimit.ToString(CultureInfo.InvariantCulture),
                    Default = PageRequest.DefaultLimit,
                }
            ),
            QueryParameters.Cursor => Parameter(name, "The `nextCursor` of the part before.", Text()),
            QueryParameters.UserId => Parameter(
                name,
                "Whose list; another than one's own needs `admin`.",
                new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }
            ),
            "email" => Parameter(name, "Only the user with this address, whatever its case.", Text()),
            _ => throw new InvalidOperationException($"The query parameter {name} has no description."),
        };

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
