using System.Text;

namespace Enterprise.Infrastructure.Migrations.Drift;

/// <summary>The schema that all migrations of this build lead to: the file <c>schema.txt</c>, for people and programs.</summary>
/// <remarks>
/// A line for each table, view and function, and beneath it an indented one for each of its parts. A test compares
/// it with a database that the migrations have made, and says how to renew it.
/// </remarks>
internal static class SchemaSnapshot
{
    private const string Resource = "schema.txt";
    private const string Indent = "  ";
    private const string Separator = ": ";

    /// <summary>What the file holds.</summary>
    public static IReadOnlyList<SchemaItem> Read()
    {
        using var stream =
            typeof(SchemaSnapshot).Assembly.GetManifestResourceStream(typeof(SchemaSnapshot), Resource)
            ?? throw new InvalidOperationException($"{Resource} is no resource of the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        return Parse(reader.ReadToEnd());
    }

    /// <summary>The text of a schema.</summary>
    public static string Print(IEnumerable<SchemaItem> items) =>
        string.Concat(
            items.Select(item =>
                $"{(item.IsWhole ? "" : Indent)}{item.Kind} {item.Name}{Separator}{item.Definition}\n"
            )
        );

    /// <summary>The schema of a text.</summary>
    public static IReadOnlyList<SchemaItem> Parse(string text)
    {
        var items = new List<SchemaItem>();
        var owner = "";

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, definition) = Cut(line.TrimStart(), Separator);
            var (kind, name) = Cut(head, " ");
            owner = line.StartsWith(Indent, StringComparison.Ordinal) ? owner : name;
            items.Add(new(owner, kind, name, definition));
        }

        return items;
    }

    /// <summary>Tables and functions by name, each before its parts.</summary>
    public static IReadOnlyList<SchemaItem> InOrder(IEnumerable<SchemaItem> items) =>
        [
            .. items
                .OrderBy(item => item.Owner, StringComparer.Ordinal)
                .ThenBy(item => !item.IsWhole)
                .ThenBy(item => item.Kind, StringComparer.Ordinal)
                .ThenBy(item => item.Name, StringComparer.Ordinal),
        ];

    private static (string Before, string After) Cut(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);

        return (text[..at], text[(at + separator.Length)..]);
    }
}
