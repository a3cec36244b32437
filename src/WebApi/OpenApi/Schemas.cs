using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Schemas of texts.</summary>
internal static class Schemas
{
    public static OpenApiSchema Text(string? pattern = null, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Pattern = pattern,
            Format = format,
        };

    public static OpenApiSchema Words(params IEnumerable<string> words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))] };
}
