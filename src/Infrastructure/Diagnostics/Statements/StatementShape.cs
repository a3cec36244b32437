using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>A statement without its values, so that it can be logged and told from others.</summary>
/// <param name="Hash">Eight hexadecimal digits of the text.</param>
/// <param name="Text">The text, on one line.</param>
internal sealed partial record StatementShape(string Hash, string Text)
{
    private const int HashDigits = 8;

    /// <summary>What comes after so many characters tells no statements apart, and need not be searched.</summary>
    private const int Longest = 8000;

    /// <summary>The shape of a statement: parameters stay, whatever else may be a value becomes a question mark.</summary>
    public static StatementShape Of(string sql)
    {
        sql = sql.Length > Longest ? sql[..Longest] : sql;
        var text = Whitespace().Replace(Values().Replace(WithoutIdentity(sql), "?"), " ").Trim();

        return new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits],
            text
        );
    }

    /// <summary>The statement itself, where what says as whom it is asked stands before it.</summary>
    public static string WithoutIdentity(string sql) => Identity().Replace(sql, "");

    /// <summary>What says as whom a question is asked stands before each, and belongs to none.</summary>
    [GeneratedRegex(
        @"^\s*SELECT set_config\('app\.[^;]*;\s*",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Identity();

    /// <summary>Texts in quotes, and numbers that are no part of a name or a parameter.</summary>
    [GeneratedRegex(
        @"'(?:[^']|'')*'|(?<![\w$@.""])\d+(?:\.\d+)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Values();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace();
}
