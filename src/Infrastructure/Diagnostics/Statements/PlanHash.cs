using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Tells plans apart by what they do in which order, on which tables and by which indexes.</summary>
internal static class PlanHash
{
    private const int HashDigits = 8;

    private static readonly string[] Telling =
    [
        "Node Type",
        "Operation",
        "Relation Name",
        "Index Name",
        "Join Type",
        "Scan Direction",
        "Strategy",
    ];

    /// <summary>Eight hexadecimal digits of the plan, from what <c>EXPLAIN (FORMAT JSON)</c> says.</summary>
    public static string Of(string json)
    {
        using var plan = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Append(text, plan.RootElement);

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[
            ..HashDigits
        ];
    }

    private static void Append(StringBuilder text, JsonElement part)
    {
        if (part.ValueKind is JsonValueKind.Array)
        {
            foreach (var each in part.EnumerateArray())
            {
                Append(text, each);
            }
        }
        else if (part.ValueKind is JsonValueKind.Object)
        {
            foreach (var name in Telling)
            {
                if (part.TryGetProperty(name, out var value))
                {
                    text.Append(value.GetString()).Append('|');
                }
            }

            foreach (var inner in part.EnumerateObject().Where(inner => inner.Name is "Plan" or "Plans"))
            {
                text.Append('(');
                Append(text, inner.Value);
                text.Append(')');
            }
        }
    }
}
