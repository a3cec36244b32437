using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Enterprise.Application.Json;

/// <summary>JSON that is stored as text.</summary>
internal static class StoredJson
{
    /// <summary>The text as an element; an expression tree has no room for the options of the library's own.</summary>
    public static JsonElement Parse(string text) => JsonElement.Parse(text);

    /// <summary>A value as text, without the members that are null.</summary>
    public static string TextOf<T>(T value, JsonTypeInfo<T> type)
    {
        var node = JsonSerializer.SerializeToNode(value, type);
        LeaveNullsOut(node);

        return node?.ToJsonString(type.Options) ?? "null";
    }

    private static void LeaveNullsOut(JsonNode? node)
    {
        if (node is not JsonObject members)
        {
            return;
        }

        foreach (var (name, value) in members.ToArray())
        {
            if (value is null)
            {
                members.Remove(name);
            }

            LeaveNullsOut(value);
        }
    }
}
