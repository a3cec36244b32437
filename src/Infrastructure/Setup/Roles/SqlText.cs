namespace Enterprise.Infrastructure.Setup.Roles;

/// <summary>Names and literals inside of DDL, which takes no parameters (PostgreSQL manual, section 4.1).</summary>
internal static class SqlText
{
    /// <summary>A name between quotes.</summary>
    public static string Quote(string? name) =>
        $"\"{name?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text between quotes.</summary>
    public static string Literal(string? text) => $"'{text?.Replace("'", "''", StringComparison.Ordinal)}'";
}
