using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>What JSON Schema says of texts.</summary>
internal static class TextRules
{
    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    /// <summary>Whether a text keeps to one keyword; lengths count Unicode code points.</summary>
    public static bool Holds(string keyword, string text, JsonElement limit) =>
        keyword switch
        {
            "minLength" => text.EnumerateRunes().Count() >= limit.GetInt32(),
            "maxLength" => text.EnumerateRunes().Count() <= limit.GetInt32(),
            "pattern" => Regex.IsMatch(text, limit.GetString()!, RegexOptions.ECMAScript, Second),
            "format" => HasFormat(text, limit.GetString()!),
            _ => throw new NotSupportedException(keyword),
        };

    private static bool HasFormat(string text, string format) =>
        format switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            "date-time" => Regex.IsMatch(
                text,
                @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$",
                RegexOptions.ECMAScript,
                Second
            ) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
            _ => throw new NotSupportedException(format),
        };
}
