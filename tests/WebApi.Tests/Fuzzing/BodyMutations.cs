using System.Text.Json;
using System.Text.Json.Nodes;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of a body while it is a tree: what it says, in well-formed JSON or nearly so.</summary>
internal static class BodyMutations
{
    private static readonly string[] Roots =
    [
        "null",
        "[]",
        "[{}]",
        "\"text\"",
        "1",
        "true",
        "",
        " ",
        "{",
        "{}{}",
    ];
    private static readonly string[] ReadOnly = ["id", "createdAt", "updatedAt", "userId", "ownerId"];
    private static readonly string[] Unknown =
    [
        "nonsense",
        "",
        " ",
        "__proto__",
        "$type",
        "$ref",
        "$id",
        "$values",
        "\\ud83d\\ude00",
        "a.b[0]",
    ];
    private static readonly string[] Wrong = ["{}", "[]", "true"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("body: wrong type of a member", WrongType, IsRefused: true),
        new("body: unknown member", AddUnknown, IsRefused: true),
        new("body: read-only member", AddReadOnly, IsRefused: true),
        new("body: member twice", Duplicate, IsRefused: true),
        new("body: no object", NoObject, IsRefused: true),
        new("body: member removed", Remove),
        new("body: name in another case", Rename),
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

    private const int DateLength = 10;

    private static bool WrongType(Draft draft, Dice dice) =>
        PickMember(draft, dice) is { } member
        && Replace(member, Fragment(draft, dice.Pick([.. Wrong.Where(text => text[0] != KindOf(member))])));

    private static bool AddUnknown(Draft draft, Dice dice) => Add(draft, dice, dice.Pick(Unknown));

    private static bool AddReadOnly(Draft draft, Dice dice) => Add(draft, dice, dice.Pick(ReadOnly));

    private static bool Add(Draft draft, Dice dice, string name) =>
        PickMember(draft, dice) is { } member
        && Replace(
            member,
            Fragment(draft, $"{member.ToJsonString()}, \"{name}\": {dice.Pick(["null", "1", "{}"])}")
        );

    private static bool Duplicate(Draft draft, Dice dice) =>
        PickMember(draft, dice) is { } member
        && member.GetPropertyName() is var name
        && member.ToJsonString() is var text
        && Replace(
            member,
            Fragment(draft, $"{text}, \"{(dice.Chance(50) ? name : Escaped(name))}\": {text}")
        );

    private static bool NoObject(Draft draft, Dice dice)
    {
        if (draft.Body is null || draft.Bytes is not null)
        {
            return false;
        }

        draft.Bytes = System.Text.Encoding.UTF8.GetBytes(dice.Pick(Roots));

        return true;
    }

    private static bool Remove(Draft draft, Dice dice) =>
        PickMember(draft, dice) is { Parent: JsonObject parent } member
        && parent.Remove(member.GetPropertyName());

    private static bool Rename(Draft draft, Dice dice)
    {
        if (PickMember(draft, dice) is not { Parent: JsonObject parent } member)
        {
            return false;
        }

        var name = member.GetPropertyName();
        parent.Remove(name);
        parent[dice.Chance(50) ? name.ToUpperInvariant() : $"{name} "] = member;

        return true;
    }

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

        return Replace(array, Fragment(draft, $"[{string.Join(',', Enumerable.Repeat(item, count))}]"));
    }

    private static bool Put(Draft draft, Dice dice, Func<JsonNode, bool> fits, Func<string, string> with)
    {
        var places = Nodes(draft).Where(fits).ToArray();

        return places.Length > 0
            && dice.Pick(places) is var place
            && Replace(place, Fragment(draft, with(place.ToJsonString())));
    }

    private static JsonNode Fragment(Draft draft, string text) => draft.Fragment(text);

    private static bool Replace(JsonNode node, JsonNode other)
    {
        node.ReplaceWith(other);

        return true;
    }

    private static JsonNode? PickMember(Draft draft, Dice dice) =>
        draft is { Bytes: null, Body: JsonObject { Count: > 0 } members }
        && members.Select(member => member.Value).OfType<JsonNode>().ToArray() is { Length: > 0 } values
            ? dice.Pick(values)
            : null;

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

    /// <summary>The character that values of the same type begin with.</summary>
    private static char KindOf(JsonNode node) =>
        node.GetValueKind() switch
        {
            JsonValueKind.Object => '{',
            JsonValueKind.Array => '[',
            JsonValueKind.True or JsonValueKind.False => 't',
            _ => '\0',
        };

    private static string Escaped(string name) => $"\\u{(int)name[0]:x4}{name[1..]}";
}
