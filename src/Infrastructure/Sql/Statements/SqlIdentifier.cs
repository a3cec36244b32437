namespace Enterprise.Infrastructure.Sql.Statements;

/// <summary>The name of a table, a column or a function, fit to be written into a statement.</summary>
/// <remarks>
/// Letters, digits and underscores of ASCII, at most 63, and no digit first: narrower than what PostgreSQL
/// allows between quotes, so that no name can end its quotes (manual, section 4.1.1).
/// </remarks>
public sealed class SqlIdentifier
{
    private const int LongestName = 63;

    private SqlIdentifier(string text) => Text = text;

    /// <summary>The name in its quotes.</summary>
    internal string Text { get; }

    /// <summary>A name; it is case-sensitive.</summary>
    /// <exception cref="ArgumentException">It is no such name.</exception>
    public static SqlIdentifier Of(string name) => new(Quoted(name));

    /// <summary>A name in a schema.</summary>
    /// <exception cref="ArgumentException">One of them is no such name.</exception>
    public static SqlIdentifier Of(string schema, string name) => new($"{Quoted(schema)}.{Quoted(name)}");

    /// <summary>Several names, such as those of columns.</summary>
    /// <exception cref="ArgumentException">One of them is no such name.</exception>
    public static IReadOnlyList<SqlIdentifier> List(params IReadOnlyList<string> names) =>
        [.. names.Select(Of)];

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Quoted(string name) =>
        IsName(name)
            ? $"\"{name}\""
            : throw new ArgumentException(
                "A name in SQL has 1 to 63 letters, digits and underscores, and begins with no digit.",
                nameof(name)
            );

    private static bool IsName(string name) =>
        name is { Length: > 0 and <= LongestName }
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_');
}
