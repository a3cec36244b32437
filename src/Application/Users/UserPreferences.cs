using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Enterprise.Domain.Users;

namespace Enterprise.Application.Users;

/// <summary>A user's preferences as JSON text and back.</summary>
/// <remarks>
/// The text is minified and stored as <c>json</c>, not <c>jsonb</c>: what is answered after a change and what
/// is read later are the same bytes, which a strong ETag promises.
/// </remarks>
internal static class UserPreferences
{
    private static readonly JsonWriterOptions Minified = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The preferences as a JSON element.</summary>
    public static JsonElement Parse(string text) => JsonElement.Parse(text);

    /// <summary>The preferences as text; none given are none.</summary>
    public static string TextOf(JsonElement? preferences) =>
        preferences is { } element
            ? System.Text.Encoding.UTF8.GetString(Minify(element))
            : User.NoPreferences;

    /// <summary>Whether the preferences are a JSON object that is short enough.</summary>
    public static bool IsShortEnough(JsonElement preferences) =>
        Minify(preferences).Length <= User.MaxPreferencesBytes;

    private static ReadOnlySpan<byte> Minify(JsonElement preferences)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Minified);
        preferences.WriteTo(writer);
        writer.Flush();

        return buffer.WrittenSpan;
    }
}
