using System.Text.RegularExpressions;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Makes of a statement the question for its plan.</summary>
internal static partial class ExplainableSql
{
    /// <summary>The question; null where the text is more than one statement, of which the others would be carried out.</summary>
    public static string? From(string sql)
    {
        var one = StatementShape.WithoutIdentity(sql).Trim().TrimEnd(';');

        if (
            one.Contains(';', StringComparison.Ordinal)
            || StatementKind.Of(one) is StatementKind.Other or "COPY" or "CALL"
        )
        {
            return null;
        }

        var names = new List<string>();

        return "EXPLAIN (GENERIC_PLAN, FORMAT JSON, COSTS OFF) "
            + Parameter()
                .Replace(
                    one,
                    parameter =>
                    {
                        if (!parameter.Groups["name"].Success)
                        {
                            return parameter.Value;
                        }

                        if (!names.Contains(parameter.Value, StringComparer.Ordinal))
                        {
                            names.Add(parameter.Value);
                        }

                        return $"${names.IndexOf(parameter.Value) + 1}";
                    }
                );
    }

    /// <summary>
    /// EF Core's parameters have names; an operator such as <c>@></c> or <c>@@</c> is none, nor is what stands in quotes.
    /// </summary>
    [GeneratedRegex(
        """'(?>(?:[^']|'')*)'?|"(?>[^"]*)"?|(?<name>(?<!@)@[A-Za-z_]\w*)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Parameter();
}
