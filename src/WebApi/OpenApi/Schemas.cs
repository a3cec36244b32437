using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Schemas of parameters.</summary>
internal static class Schemas
{
    public static OpenApiSchema Text(string? pattern = null, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Pattern = pattern,
            Format = format,
        };

    public static OpenApiSchema Whole(int minimum, int maximum, int otherwise) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Minimum = minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = maximum.ToString(CultureInfo.InvariantCulture),
            Default = otherwise,
        };

    public static OpenApiSchema Words(params IEnumerable<string> words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))] };
}
