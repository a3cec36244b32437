using System.Text.Json;

namespace Enterprise.Application.Json;

/// <summary>JSON that is stored as text, for the projections that read it.</summary>
internal static class StoredJson
{
    /// <summary>The text as an element; an expression tree has no room for the options of the library's own.</summary>
    public static JsonElement Parse(string text) => JsonElement.Parse(text);
}
