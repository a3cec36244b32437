using System.Globalization;
using System.Text;
using System.Text.Json;
using Enterprise.Domain.Users;

namespace Enterprise.Application.Users;

/// <summary>A user's preferences as JSON text and back.</summary>
/// <remarks>
/// The text is stored as <c>json</c>, not <c>jsonb</c>, without the white space between its tokens and otherwise
/// as it was sent: what is answered after a change and what is read later are the same, which a strong ETag
/// promises, and a character takes as many bytes as the caller counted.
/// </remarks>
internal static class UserPreferences
{
    /// <summary>The length of an escaped pair of surrogates, such as <c>\ud83c\udf0d</c>.</summary>
    private const int PairLength = 12;

    /// <summary>The preferences as text; none given are none.</summary>
    public static string TextOf(JsonElement? preferences) =>
        preferences is { } element ? Minify(element.GetRawText()) : User.NoPreferences;

    /// <summary>Whether the preferences are short enough.</summary>
    public static bool IsShortEnough(JsonElement preferences) =>
        Encoding.UTF8.GetByteCount(TextOf(preferences)) <= User.MaxPreferencesBytes;

    private static string Minify(string json)
    {
        var minified = new StringBuilder(json.Length);
        var inText = false;

        for (var at = 0; at < json.Length; at++)
        {
            var character = json[at];

            if (inText && character == '\\')
            {
                at += CopyEscape(json.AsSpan(at), minified);
            }
            else if (inText || !char.IsWhiteSpace(character))
            {
                minified.Append(character);
                inText ^= character == '"';
            }
        }

        return minified.ToString();
    }

    /// <summary>Copies an escape, a pair of surrogates as the character that it is; gives what to skip.</summary>
    private static int CopyEscape(ReadOnlySpan<char> escape, StringBuilder copy)
    {
        if (
            escape.Length >= PairLength
            && escape[1] == 'u'
            && escape[6..8] is "\\u"
            && char.IsSurrogatePair(Unit(escape[2..6]), Unit(escape[8..12]))
        )
        {
            copy.Append(Unit(escape[2..6])).Append(Unit(escape[8..12]));

            return PairLength - 1;
        }

        copy.Append(escape[..2]);

        return 1;
    }

    private static char Unit(ReadOnlySpan<char> hex) =>
        (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
