using System.Globalization;
using System.Text.Json;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>Compares JSON with a schema of the document: the part of JSON Schema 2020-12 that the document uses.</summary>
/// <remarks>A keyword that it does not understand is a violation, too, so that none is passed over in silence.</remarks>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly string[] Annotations =
    [
        "description",
        "readOnly",
        "default",
        "example",
        "required",
        "additionalProperties",
    ];

    /// <summary>What is wrong with a value, each with its place; empty where nothing is.</summary>
    public List<string> Violations(JsonElement value, JsonElement schema) => [.. Check("$", value, schema)];

    /// <summary>The part of the document that is meant, where it is referred to.</summary>
    public JsonElement Resolve(JsonElement part) =>
        part.TryGetProperty("$ref", out var reference)
            ? reference
                .GetString()!
                .Split('/')
                .Skip(1)
                .Aggregate(document, (place, step) => place.GetProperty(step))
            : part;

    private IEnumerable<string> Check(string at, JsonElement value, JsonElement reference)
    {
        var schema = Resolve(reference);

        return schema
            .EnumerateObject()
            .SelectMany(keyword => Check(at, value, schema, keyword))
            .Concat(value.ValueKind == JsonValueKind.Object ? CheckMembers(at, value, schema) : []);
    }

    private IEnumerable<string> Check(string at, JsonElement value, JsonElement schema, JsonProperty keyword)
    {
        var limit = keyword.Value;

        return keyword.Name switch
        {
            "type" => When(!HasType(value, limit), at, $"{value} is no {limit}"),
            "enum" => When(
                !limit.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)),
                at,
                $"{value} is none of the words"
            ),
            "oneOf" => When(
                limit.EnumerateArray().Count(part => !Check(at, value, part).Any()) != 1,
                at,
                $"{value} is not one of the choices"
            ),
            "items" when value.ValueKind == JsonValueKind.Array => value
                .EnumerateArray()
                .SelectMany((item, index) => Check($"{at}[{index}]", item, limit)),
            "items" or "properties" => [],
            "minItems" or "maxItems" when value.ValueKind != JsonValueKind.Array => [],
            "minItems" => When(value.GetArrayLength() < limit.GetInt32(), at, $"too few items"),
            "maxItems" => When(value.GetArrayLength() > limit.GetInt32(), at, $"too many items"),
            "minimum" or "maximum" or "exclusiveMaximum" when value.ValueKind != JsonValueKind.Number => [],
            "minimum" => When(value.GetDecimal() < limit.GetDecimal(), at, $"{value} is below {limit}"),
            "maximum" => When(value.GetDecimal() > limit.GetDecimal(), at, $"{value} is above {limit}"),
            "exclusiveMaximum" => When(
                value.GetDecimal() >= limit.GetDecimal(),
                at,
                $"{value} is not below {limit}"
            ),
            "minLength" or "maxLength" or "pattern" or "format" => value.ValueKind == JsonValueKind.String
                ? When(
                    !TextRules.Holds(keyword.Name, value.GetString()!, limit),
                    at,
                    $"'{value}' has not the {keyword.Name} {limit}"
                )
                : [],
            _ => When(
                !Annotations.Contains(keyword.Name, StringComparer.Ordinal),
                at,
                $"the keyword {keyword.Name} is not understood"
            ),
        };
    }

    private IEnumerable<string> CheckMembers(string at, JsonElement value, JsonElement schema)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                {
                    yield return $"{at}: {name} is missing";
                }
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";

            if (
                schema.TryGetProperty("properties", out var known)
                && known.TryGetProperty(member.Name, out var own)
            )
            {
                foreach (var violation in Check(place, member.Value, own))
                {
                    yield return violation;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                var violations =
                    others.ValueKind == JsonValueKind.False
                        ? [$"{place} is not declared"]
                        : Check(place, member.Value, others);

                foreach (var violation in violations)
                {
                    yield return violation;
                }
            }
        }
    }

    private static bool HasType(JsonElement value, JsonElement type) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => HasType(value, one))
            : type.GetString() switch
            {
                "null" => value.ValueKind == JsonValueKind.Null,
                "string" => value.ValueKind == JsonValueKind.String,
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "number" => value.ValueKind == JsonValueKind.Number,
                "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
                var other => throw new NotSupportedException(other),
            };

    private static string[] When(bool isViolated, string at, FormattableString what) =>
        isViolated ? [$"{at}: {what.ToString(CultureInfo.InvariantCulture)}"] : [];
}
