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
    ];

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

    private static JsonNode Fragment(Draft draft, string text) => draft.Fragment(text);

    public static bool Replace(JsonNode node, JsonNode other)
    {
        node.ReplaceWith(other);

        return true;
    }

    private static JsonNode? PickMember(Draft draft, Dice dice) =>
        draft is { Bytes: null, Body: JsonObject { Count: > 0 } members }
        && members.Select(member => member.Value).OfType<JsonNode>().ToArray() is { Length: > 0 } values
            ? dice.Pick(values)
            : null;

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
