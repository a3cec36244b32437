using System.Text.Json;
using System.Text.Json.Nodes;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of single values of a body, wherever they stand in it.</summary>
internal static class ValueMutations
{
    private const int DateLength = 10;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "body: any value",
            (draft, dice) => Put(draft, dice, _ => true, _ => dice.Pick(HostileJson.Values))
        ),
        new("body: number", (draft, dice) => Put(draft, dice, IsNumber, _ => dice.Pick(HostileJson.Numbers))),
        new(
            "body: bound of a number",
            (draft, dice) => Put(draft, dice, IsNumber, old => HostileJson.NextTo(old, dice))
        ),
        new("body: text", (draft, dice) => Put(draft, dice, IsText, _ => dice.Pick(HostileJson.Texts))),
        new("body: length of a text", (draft, dice) => Put(draft, dice, IsText, _ => HostileJson.Long(dice))),
        new(
            "body: day",
            (draft, dice) => Put(draft, dice, Is(DateLength, '-'), _ => dice.Pick(HostileJson.Days))
        ),
        new(
            "body: instant",
            (draft, dice) => Put(draft, dice, Is(20, 'T'), _ => dice.Pick(HostileJson.Instants))
        ),
        new("body: time", (draft, dice) => Put(draft, dice, Is(5, ':'), _ => dice.Pick(HostileJson.Times))),
        new("body: nesting", (draft, dice) => Put(draft, dice, _ => true, _ => HostileJson.Nested(dice))),
        new("body: length of an array", Multiply),
    ];

    private static bool Multiply(Draft draft, Dice dice)
    {
        var arrays = Nodes(draft).OfType<JsonArray>().Where(array => array.Count > 0).ToArray();

        if (arrays.Length == 0)
        {
            return false;
        }

        var array = dice.Pick(arrays);
        var count = dice.Pick([0, 2, 11, 383, 384, 385, 500, 501]);
        var item = array[0]?.ToJsonString() ?? "null";

        return BodyMutations.Replace(
            array,
            draft.Fragment($"[{string.Join(',', Enumerable.Repeat(item, count))}]")
        );
    }

    private static bool Put(Draft draft, Dice dice, Func<JsonNode, bool> fits, Func<string, string> with)
    {
        var places = Nodes(draft).Where(fits).ToArray();

        return places.Length > 0
            && dice.Pick(places) is var place
            && BodyMutations.Replace(place, draft.Fragment(with(place.ToJsonString())));
    }

    /// <summary>All nodes but the root.</summary>
    private static IEnumerable<JsonNode> Nodes(Draft draft) =>
        draft.Bytes is null && draft.Body is { } body ? Below(body) : [];

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var inner = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };

        return inner.OfType<JsonNode>().SelectMany(one => Below(one).Prepend(one));
    }

    private static bool IsNumber(JsonNode node) => node.GetValueKind() is JsonValueKind.Number;

    private static bool IsText(JsonNode node) => node.GetValueKind() is JsonValueKind.String;

    private static Func<JsonNode, bool> Is(int length, char mark) =>
        node =>
            IsText(node)
            && node.GetValue<string>() is var text
            && text.Length == length
            && text.Contains(mark, StringComparison.Ordinal);
}
