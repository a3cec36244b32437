using System.Text.Json;
using Enterprise.Application.Validation;

namespace Enterprise.Application.Json;

/// <summary>Tells JSON that can be kept and read back from JSON that merely parses.</summary>
internal static class StorableJson
{
    /// <summary>Whether every text is storable and every number is one that programs can read back.</summary>
    public static bool IsStorable(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .All(member => IsStorableText(() => member.Name) && IsStorable(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().All(IsStorable),
            JsonValueKind.String => IsStorableText(() => element.GetString()!),
            JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number),
            _ => true,
        };

    private static bool IsStorableText(Func<string> read)
    {
        try
        {
            return TextRules.IsWellFormed(read());
        }
        catch (InvalidOperationException)
        {
            // The JSON holds an escaped half of a surrogate pair: it has no text.
            return false;
        }
    }
}
