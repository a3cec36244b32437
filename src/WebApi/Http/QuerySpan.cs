using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.WebApi.Http;

/// <summary>A span of time as a query parameter says it: an instant in UTC, or the whole of a day of UTC's.</summary>
/// <param name="Begins">Its first instant.</param>
/// <param name="Ends">The first one after a day; of an instant, itself.</param>
internal readonly partial record struct QuerySpan(DateTimeOffset Begins, DateTimeOffset Ends)
{
    /// <summary>How it may be written (RFC 3339), as a regular expression.</summary>
    public const string Pattern =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z)?$";

    private const string DayFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>Whether it is over when an instant comes.</summary>
    public bool IsBefore(DateTimeOffset instant) => Begins == Ends ? Ends < instant : Ends <= instant;

    public static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool TryParse(string text, out QuerySpan span)
    {
        if (TryParseDay(text, out var day))
        {
            // After the last day there is none.
            span = new QuerySpan(
                Midnight(day),
                day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Midnight(day.AddDays(1))
            );

            return true;
        }

        var isInstant = DateTimeOffset.TryParseExact(
            text,
            InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        );
        span = new QuerySpan(instant, instant);

        return isInstant && Form().IsMatch(text);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The parser alone would take a point that no digit follows.</summary>
    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
