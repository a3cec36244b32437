using System.Text.Json;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Reads JSON schemas as far as it takes to make examples of them.</summary>
internal static class Schema
{
    private static readonly string[] Choices = ["oneOf", "anyOf", "allOf"];

    /// <summary>What a reference leads to, and of several schemas the first that is not null's.</summary>
    public static JsonElement Resolve(JsonElement schema, JsonElement document)
    {
        while (schema.ValueKind is JsonValueKind.Object)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = reference
                    .GetString()!
                    .Split('/')
                    .Skip(1)
                    .Aggregate(document, (place, step) => place.GetProperty(step));
            }
            else if (ChoicesOf(schema) is { } choices)
            {
                schema = choices.First(choice => TypeOf(Resolve(choice, document)) is not "null");
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    /// <summary>The type, of several the first that is not null's; "any" where it is not said.</summary>
    public static string TypeOf(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object || !schema.TryGetProperty("type", out var type))
        {
            return "any";
        }

        return type.ValueKind is JsonValueKind.String
            ? type.GetString()!
            : type.EnumerateArray().Select(one => one.GetString()!).First(one => one is not "null");
    }

    /// <summary>A keyword's text; null where it is not there.</summary>
    public static string? Text(this JsonElement schema, string keyword) =>
        schema.ValueKind is JsonValueKind.Object
        && schema.TryGetProperty(keyword, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A keyword's number; null where it is not there.</summary>
    public static double? Number(this JsonElement schema, string keyword) =>
        schema.ValueKind is JsonValueKind.Object
        && schema.TryGetProperty(keyword, out var value)
        && value.ValueKind is JsonValueKind.Number
            ? value.GetDouble()
            : null;

    /// <summary>The elements of a keyword's array; none where it is not there.</summary>
    public static JsonElement[] Items(this JsonElement schema, string keyword) =>
        schema.ValueKind is JsonValueKind.Object
        && schema.TryGetProperty(keyword, out var value)
        && value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    private static JsonElement[]? ChoicesOf(JsonElement schema) =>
        Choices.Select(name => schema.Items(name)).FirstOrDefault(choices => choices.Length > 0);
}
