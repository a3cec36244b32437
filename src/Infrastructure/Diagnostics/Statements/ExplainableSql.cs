using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>A statement whose plan can be asked for without carrying it out.</summary>
/// <param name="Text">Its text, with numbered parameters.</param>
/// <param name="Parameters">How many it has.</param>
internal sealed partial record ExplainableSql(string Text, int Parameters)
{
    /// <summary>The statement; null where the text may be more than one, of which the others would be carried out.</summary>
    public static ExplainableSql? From(string sql)
    {
        var one = StatementShape.WithoutIdentity(sql).Trim().TrimEnd(';');

        if (
            one.Contains(';', StringComparison.Ordinal)
            || StatementKind.Of(one) is StatementKind.Other or "COPY" or "CALL"
        )
        {
            return null;
        }

        var count = Numbered()
            .Matches(one)
            .Select(parameter => int.Parse(parameter.ValueSpan[1..], CultureInfo.InvariantCulture))
            .DefaultIfEmpty()
            .Max();
        var known = new List<string>();
        var text = Named()
            .Replace(
                one,
                parameter =>
                {
                    if (!known.Contains(parameter.Value, StringComparer.Ordinal))
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

                    return $"${count + known.IndexOf(parameter.Value) + 1}";
                }
            );

        return new(text, count + known.Count);
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
