using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>The version of a server or pooler; what is not said is 0.</summary>
public readonly partial record struct ServerVersion(int Major, int Minor = 0, int Patch = 0)
{
    private const string ReplicationPrefix = "5.5.5-";

    /// <summary>Reads the first version in a text such as <c>17.11 (Debian 17.11-1)</c> or <c>18rc1</c>.</summary>
    /// <remarks>
    /// MariaDB puts 5.5.5 before its own version where old replicas would not believe it (MariaDB manual,
    /// <c>version</c>). A beta counts as what it will be.
    /// </remarks>
    /// <exception cref="FormatException">There is none in it.</exception>
    public static ServerVersion Parse(string text)
    {
        var told = text.StartsWith(ReplicationPrefix, StringComparison.Ordinal)
            ? text[ReplicationPrefix.Length..]
            : text;
        var parts = Numbers().Match(told);

        return parts.Success
            ? new ServerVersion(Number(parts, "major"), Number(parts, "minor"), Number(parts, "patch"))
            : throw new FormatException($"There is no version in '{text}'.");
    }

    /// <summary>Whether it is that version or a later one.</summary>
    public bool IsAtLeast(ServerVersion other) =>
        (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) >= 0;

    /// <summary>As the manuals write it: <c>17</c>, <c>10.11</c> or <c>8.0.16</c>.</summary>
    public override string ToString() =>
        Patch > 0 ? $"{Major}.{Minor}.{Patch}"
        : Minor > 0 ? $"{Major}.{Minor}"
        : $"{Major}";

    private static int Number(Match parts, string name) =>
        parts.Groups[name] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(
        @"(?<![\w.])(?<major>\d{1,4})(\.(?<minor>\d{1,4}))?(\.(?<patch>\d{1,4}))?",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Numbers();
}
