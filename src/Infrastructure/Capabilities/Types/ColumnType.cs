using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.Infrastructure.Capabilities.Types;

/// <summary>A column type as it is written, taken apart: <c>numeric(12,2)</c>, <c>timestamp(3) with time zone</c>.</summary>
/// <param name="Name">Its name in small letters, without numbers and with what follows them.</param>
/// <param name="Numbers">The numbers in its parentheses.</param>
/// <param name="IsArray">Whether it is an array of that.</param>
internal sealed partial record ColumnType(string Name, IReadOnlyList<int> Numbers, bool IsArray)
{
    /// <summary>Takes a type apart; null where it is not of that form, such as <c>enum('a','b')</c>.</summary>
    public static ColumnType? Parse(string text)
    {
        var parts = Form().Match(text.Trim());

        return parts.Success
            ? new ColumnType(
                Blanks()
                    .Replace($"{parts.Groups["name"].Value} {parts.Groups["rest"].Value}", " ")
                    .Trim()
                    .ToLowerInvariant(),
                [
                    .. parts
                        .Groups["number"]
                        .Captures.Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)),
                ],
                parts.Groups["array"].Success
            )
            : null;
    }

    [GeneratedRegex(
        @"^(?<name>[a-z_][\w ]*?)\s*(\(\s*(?<number>\d{1,8})(\s*,\s*(?<number>\d{1,8}))?\s*\))?\s*(?<rest>(?<=\)\s*)[a-z][\w ]*)?(?<array>(\[\d*\])+)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
