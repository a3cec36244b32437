using System.Text.RegularExpressions;

namespace Enterprise.WebApi.Tests.Isolation.Switches;

/// <summary>What the service's own SQL says of whose rows it means.</summary>
/// <remarks>
/// The column is called <c>user_id</c> in every table that has an owner, <c>owner_id</c> in the audit log, and whoever
/// is meant comes as a parameter: Npgsql writes both EF Core's statements and those that are written by hand with
/// <c>$1</c>.
/// </remarks>
internal static partial class OwnershipConditions
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private const int Limit = 1000;

    /// <summary>The statement without them: each is one that is always true, and still uses its parameter.</summary>
    public static string RemoveFrom(string sql) =>
        WithParameter()
            .Replace(sql, condition => $"({condition.Groups["owner"].Value}::uuid IS NOT NULL OR TRUE)");

    /// <summary>Whether a statement compares the owner with anything, also in ways that are not known here.</summary>
    public static bool AreIn(string sql) => WithAnything().IsMatch(sql);

    [GeneratedRegex(
        """
            (?<![\w."])("?\w+"?\.)?"?(user|owner)_id"?\s*=\s*(?<owner>\$\d+)(::uuid)?(?!\w)
            |(?<owner>\$\d+)(::uuid)?\s*=\s*("?\w+"?\.)?"?(user|owner)_id"?(?!\w)
            """,
        Options | RegexOptions.IgnorePatternWhitespace,
        Limit
    )]
    private static partial Regex WithParameter();

    [GeneratedRegex(
        """
            (?<!\w)(user|owner)_id"?\s*([=<>!]|(NOT\s+)?(IN|LIKE|BETWEEN)\b|IS\b)
            |[=<>]\s*((ANY|ALL)\s*\(\s*)?("?\w+"?\.)?"?(user|owner)_id(?!\w)
            """,
        Options | RegexOptions.IgnorePatternWhitespace,
        Limit
    )]
    private static partial Regex WithAnything();
}
