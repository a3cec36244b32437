using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Tests.Support.Resetting;

/// <summary>A table of the database, as the catalogue names it.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name in the schema.</param>
public readonly record struct TableName(string Schema, string Name)
{
    /// <summary>Its name as SQL text, quoted.</summary>
    public string Sql => $"{Quote(Schema)}.{Quote(Name)}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>The tables of a database and which of them refer to which.</summary>
public sealed class ForeignKeyGraph
{
    private const string TablesSql = """
        SELECT ARRAY[space.nspname::text, class.relname::text]
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
        WHERE class.relkind IN ('r', 'p') AND NOT class.relispartition AND class.relpersistence <> 't'
          AND space.nspname <> 'information_schema' AND space.nspname !~ '^pg_'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = class.oid AND d.deptype = 'e')
        ORDER BY 1
        """;

    private const string ReferencesSql = """
        SELECT DISTINCT ARRAY[cs.nspname::text, child.relname::text, ps.nspname::text, parent.relname::text]
        FROM pg_constraint c
        JOIN pg_class child ON child.oid = c.conrelid JOIN pg_namespace cs ON cs.oid = child.relnamespace
        JOIN pg_class parent ON parent.oid = c.confrelid JOIN pg_namespace ps ON ps.oid = parent.relnamespace
        WHERE c.contype = 'f' AND c.conrelid <> c.confrelid
        """;

    private readonly IReadOnlyList<TableName> _tables;
    private readonly ILookup<TableName, TableName> _childrenOf;

    /// <summary>Makes a graph of tables and pairs of child and parent.</summary>
    public ForeignKeyGraph(
        IReadOnlyList<TableName> tables,
        IEnumerable<(TableName Child, TableName Parent)> references
    )
    {
        _tables = tables;
        _childrenOf = references.ToLookup(pair => pair.Parent, pair => pair.Child);
    }

    /// <summary>Reads the graph from the catalogue; tables of extensions and of the system are not in it.</summary>
    public static async Task<ForeignKeyGraph> ReadAsync(NpgsqlConnection connection)
    {
        var tables = await connection.ListAsync<string[]>(TablesSql);
        var references = await connection.ListAsync<string[]>(ReferencesSql);

        return new ForeignKeyGraph(
            [.. tables.Select(names => new TableName(names[0], names[1]))],
            references.Select(names => (new TableName(names[0], names[1]), new TableName(names[2], names[3])))
        );
    }

    /// <summary>The tables in an order in which rows can be deleted; a table may refer to itself.</summary>
    /// <exception cref="InvalidOperationException">There is a cycle; the message names its tables.</exception>
    public IReadOnlyList<TableName> ChildrenFirst()
    {
        var ordered = new List<TableName>();
        var path = new List<TableName>();

        foreach (var table in _tables)
        {
            Visit(table, ordered, path);
        }

        return ordered;
    }

    private void Visit(TableName table, List<TableName> ordered, List<TableName> path)
    {
        if (ordered.Contains(table))
        {
            return;
        }

        if (path.Contains(table))
        {
            var cycle = path.SkipWhile(step => step != table).Append(table).Select(step => step.Name);

            throw new InvalidOperationException($"Foreign keys form a cycle: {string.Join(" → ", cycle)}.");
        }

        path.Add(table);

        foreach (var child in _childrenOf[table])
        {
            Visit(child, ordered, path);
        }

        path.Remove(table);
        ordered.Add(table);
    }
}
