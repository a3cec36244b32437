using System.Globalization;

namespace Enterprise.DbTool.Hosting;

/// <summary>Instants and durations for people.</summary>
internal static class Moments
{
    /// <summary>An instant in UTC, to the minute.</summary>
    public static string Show(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Show(TimeSpan duration) =>
        duration.TotalSeconds < 1 ? $"{duration.TotalMilliseconds:F0} ms"
        : duration.TotalMinutes < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F1} s")
        : duration.TotalHours < 1 ? $"{(int)duration.TotalMinutes} min {duration.Seconds} s"
        : $"{(int)duration.TotalHours} h {duration.Minutes} min";
}
