using System.Text.Json.Nodes;
using Enterprise.Application.Audit;
using Enterprise.Application.Destinations;
using Enterprise.Domain.SearchHistory;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>Schemas of the types whose JSON form a converter of our own decides.</summary>
internal sealed class SchemaFacts : IOpenApiSchemaTransformer
{
    /// <summary>Hours and minutes, which the format <c>time</c> of RFC 3339 is not.</summary>
    private const string TimeOfDay = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    private static readonly Dictionary<Type, IEnumerable<string>> Vocabularies = new()
    {
        [typeof(TripKind)] = Vocabulary<TripKind>.All,
        [typeof(TripStatus)] = Vocabulary<TripStatus>.All,
        [typeof(AuditedEntity)] = Vocabulary<AuditedEntity>.All,
        [typeof(AuditAction)] = Vocabulary<AuditAction>.All,
        [typeof(SearchMode)] = Vocabulary<SearchMode>.All,
        [typeof(SearchType)] = Vocabulary<SearchType>.All,
    };

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var orNull = value == type ? default : JsonSchemaType.Null;

        if (Vocabularies.TryGetValue(value, out var words))
        {
            Describe(schema, JsonSchemaType.String | orNull, words: words);
        }
        else if (value == typeof(DateTimeOffset))
        {
            Describe(schema, JsonSchemaType.String | orNull, format: "date-time");
        }
        else if (value == typeof(TimeOnly))
        {
            Describe(schema, JsonSchemaType.String | orNull);
            schema.Pattern = TimeOfDay;
        }
        else if (value == typeof(decimal))
        {
            Describe(schema, JsonSchemaType.Number | orNull);
        }

        // The contract refuses unknown members; what collects them is no member itself.
        if (schema.Properties is { Count: > 0 })
        {
            schema.AdditionalProperties = null;
            schema.AdditionalPropertiesAllowed = false;
        }

        return Task.CompletedTask;
    }

    private static void Describe(
        OpenApiSchema schema,
        JsonSchemaType type,
        string? format = null,
        IEnumerable<string>? words = null
    )
    {
        schema.Type = type;
        schema.Format = format;
        schema.Enum = words?.Select(JsonNode (word) => JsonValue.Create(word)).ToList();
    }
}
