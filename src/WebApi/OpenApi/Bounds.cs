using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The values that a member takes, in the words of JSON Schema.</summary>
internal static class Bounds
{
    private const string NotOnlyWhiteSpace = "\\S";

    /// <summary>A text that is not blank; lengths count Unicode code points here as there.</summary>
    public static Action<OpenApiSchema> NotBlank(int maxLength) =>
        schema =>
        {
            (schema.MinLength, schema.MaxLength) = (1, maxLength);
            schema.Pattern = NotOnlyWhiteSpace;
        };

    public static Action<OpenApiSchema> UpTo(int maxLength) => schema => schema.MaxLength = maxLength;

    public static Action<OpenApiSchema> Range(long minimum, long? maximum = null) =>
        schema =>
        {
            schema.Minimum = minimum.ToString(CultureInfo.InvariantCulture);
            schema.Maximum = maximum?.ToString(CultureInfo.InvariantCulture);
        };

    public static Action<OpenApiSchema> Pattern(string pattern) => schema => schema.Pattern = pattern;

    public static Action<OpenApiSchema> Words(IEnumerable<string> words) =>
        schema => schema.Enum = [.. words.Select(word => JsonValue.Create(word))];

    public static Action<OpenApiSchema> Items(int minimum, int? maximum = null) =>
        schema => (schema.MinItems, schema.MaxItems) = (minimum, maximum);

    /// <summary>An array of some of these words.</summary>
    public static Action<OpenApiSchema> Some(IReadOnlyCollection<string> words) =>
        schema => (schema.MinItems, schema.Items) = (1, Schemas.Words(words));

    /// <summary>An object of the caller's own shape.</summary>
    public static Action<OpenApiSchema> AnyObject(JsonSchemaType orNull = default) =>
        schema =>
            (schema.Type, schema.AdditionalProperties) = (
                JsonSchemaType.Object | orNull,
                new OpenApiSchema()
            );

    public static void NeverNull(OpenApiSchema schema)
    {
        schema.Type &= ~JsonSchemaType.Null;
    }
}
