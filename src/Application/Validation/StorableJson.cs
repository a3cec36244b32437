using System.Text.Json;

namespace Enterprise.Application.Validation;

/// <summary>The rule that JSON of the caller's own shape can be kept and given back.</summary>
internal static class StorableJson
{
    public const string Message = "This holds a text or a number that cannot be stored.";

    /// <summary>Whether every text is storable and every number is one that programs can read back.</summary>
    public static bool IsStorable(this JsonElement element) =>
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
