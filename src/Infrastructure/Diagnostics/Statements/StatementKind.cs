namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>What a statement does, by OpenTelemetry's <c>db.operation.name</c>: its first word.</summary>
internal static class StatementKind
{
    /// <summary>A question.</summary>
    public const string Select = "SELECT";

    /// <summary>Whatever has no kind of its own.</summary>
    public const string Other = "OTHER";

    private static readonly string[] Known = [Select, "INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "CALL"];

    /// <summary>The kind of a statement; of a batch that of its first, which EF Core puts none before.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();

        foreach (var kind in Known)
        {
            if (text.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return text.StartsWith("WITH", StringComparison.OrdinalIgnoreCase) ? Select : Other;
    }
}
