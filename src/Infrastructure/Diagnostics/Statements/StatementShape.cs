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
        var text = Whitespace().Replace(Tokens().Replace(WithoutIdentity(sql), WithoutValue), " ").Trim();

        return new(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits],
            text
        );
    }

    /// <summary>The statement itself, where what says as whom it is asked stands before it.</summary>
    public static string WithoutIdentity(string sql) => Identity().Replace(sql, "");

    private static string WithoutValue(Match token) =>
        token.Groups["comment"].Success ? " "
        : token.Groups["name"].Success ? token.Value
        : "?";

    /// <summary>What says as whom a question is asked stands before each, and belongs to none.</summary>
    [GeneratedRegex(
        @"^\s*SELECT set_config\('app\.[^;]*;\s*",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Identity();

    /// <summary>Comments, names in quotes, texts of every spelling, and numbers that are no part of a name.</summary>
    /// <remarks>
    /// As the server's lexer sees them (manual, section 4.1): else a quote in a comment or a name would turn inside out
    /// what follows. Whatever has no end, for the text was cut, ends with the text.
    /// </remarks>
    [GeneratedRegex(
        """
            (?<comment> --[^\n]* | /\*(?>(?: (?!/\*|\*/)[\s\S] | (?<open>/\*) | (?<-open>\*/) )*)(?:\*/)? )
            | (?<name> "(?>[^"]*)"? )
            | (?<!\w)[eE]'(?>(?: [^'\\] | \\[\s\S] | '' )*)\\?'?
            | '(?>(?: [^'] | '' )*)'?
            | (?<![\w$])\$(?<tag>(?:[A-Za-z_]\w*)?)\$(?>[\s\S]*?(?:\$\k<tag>\$|\z))
            | (?<![\w$@.])(?: \d\w*(?:\.\w*)? | \.\d\w* )(?: (?<=[eE])[+-]\d+ )?
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace();
}
