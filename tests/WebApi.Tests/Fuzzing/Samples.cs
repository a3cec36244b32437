using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Makes what a well-behaved client would send, of an operation's schemas.</summary>
internal sealed class Samples(Operation operation, Dice dice)
{
    private const int MostItems = 3;

    private static readonly DateOnly FirstDay = new(2027, 5, 1);

    /// <summary>A body; null where the operation takes none.</summary>
    public JsonNode? Body() => operation.Body is { } body ? Of(body.Schema, "") : null;

    /// <summary>A query parameter's value.</summary>
    public string Parameter(string name, JsonElement schema) =>
        Of(schema, name) switch
        {
            JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
            var other => other?.ToJsonString() ?? "",
        };

    /// <param name="schema">What is wanted.</param>
    /// <param name="place">Its name, after those of what it stands in: <c>budget.amount</c>.</param>
    private JsonNode? Of(JsonElement schema, string place)
    {
        schema = Schema.Resolve(schema, operation.Document);

        return schema.Items("enum") is { Length: > 0 } words
            ? JsonNode.Parse(dice.Pick(words).GetRawText())
            : ByName(place[(place.LastIndexOf('.') + 1)..])
                ?? Schema.TypeOf(schema) switch
                {
                    "object" when schema.TryGetProperty("properties", out var members) => Object(
                        schema,
                        members,
                        place
                    ),
                    "array" => Array(schema, place),
                    "integer" => dice.Between(Low(schema), High(schema)),
                    "number" => dice.Between(Low(schema), High(schema)),
                    "boolean" => dice.Chance(50),
                    "string" => Text(schema),
                    _ => new JsonObject { ["theme"] = dice.Word(5) },
                };
    }

    private static int Low(JsonElement schema) => (int)(schema.Number("minimum") ?? 1);

    private static int High(JsonElement schema) =>
        (int)Math.Min(schema.Number("maximum") ?? int.MaxValue, Low(schema) + 20);

    private JsonObject Object(JsonElement schema, JsonElement members, string place)
    {
        var required = schema.Items("required").Select(name => name.GetString()).ToHashSet();
        var sample = new JsonObject();

        foreach (var member in members.EnumerateObject())
        {
            var name = place.Length == 0 ? member.Name : $"{place}.{member.Name}";

            if (
                required.Contains(member.Name)
                || operation.Needs(name)
                || (operation.Wants(name) && dice.Chance(80))
            )
            {
                sample[member.Name] = Of(member.Value, name);
            }
        }

        return sample;
    }

    private JsonArray Array(JsonElement schema, string place)
    {
        var least = (int)(schema.Number("minItems") ?? 1);
        var most = (int)Math.Min(schema.Number("maxItems") ?? MostItems, Math.Max(least, MostItems));
        var items = schema.TryGetProperty("items", out var one) ? one : default;

        return [.. Enumerable.Range(0, dice.Between(least, most)).Select(_ => Of(items, place))];
    }

    private string Text(JsonElement schema) =>
        schema.Text("format") switch
        {
            "date" => Day(0),
            "date-time" => "2097-05-01T09:30:00Z",
            "time" => "09:30",
            "uuid" => dice.UnknownId(),
            _ => dice.Word(
                dice.Between(
                    (int)Math.Max(1, schema.Number("minLength") ?? 1),
                    (int)Math.Min(schema.Number("maxLength") ?? 12, 12)
                )
            ),
        };

    /// <summary>What no schema says: which texts mean something, and which values belong together.</summary>
    private JsonNode? ByName(string name) =>
        name switch
        {
            "email" => $"{dice.Word(16)}@example.org",
            "currency" => dice.Pick(["EUR", "USD", "JPY"]),
            "country" => dice.Pick(["PT", "NO", "JP"]),
            "scopes" => new JsonArray(dice.Pick(["trips:read", "trips:write", "users:read"])),
            "amount" => dice.Below(100_000) / 100m,
            "startsOn" or "from" => Day(0),
            "endsOn" or "to" => Day(60),
            "startsAt" => $"0{dice.Below(10)}:15",
            "endsAt" => $"1{dice.Below(10)}:45",
            "day" => 1,
            "embedding" => new JsonArray([
                .. dice.Bytes(384).Select(number => JsonValue.Create(number / 256.0)),
            ]),
            "value" => $"sk-{dice.Word(32)}",
            _ => null,
        };

    private string Day(int after) =>
        FirstDay.AddDays(after + dice.Below(40)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
