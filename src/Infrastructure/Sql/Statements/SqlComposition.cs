namespace Enterprise.Infrastructure.Sql.Statements;

/// <summary>Statements that are made from names and values alone.</summary>
internal static class SqlComposition
{
    /// <summary>PostgreSQL numbers at most 65,535 values in one statement (manual, appendix K).</summary>
    private const int MostValues = ushort.MaxValue;

    /// <summary>Rows in one statement; more of them make its text long, and no statement faster.</summary>
    private const int MostRows = 1000;

    /// <summary>The call of a function.</summary>
    public static SqlStatement Call(SqlIdentifier function, IReadOnlyList<object?> arguments)
    {
        var sql = SqlStatement.From($"SELECT {function}(");
        AppendValues(sql, arguments);
        sql.AppendLiteral(")");

        return sql;
    }

    /// <summary>Inserts rows, or updates those that are there; as many statements as the values need.</summary>
    /// <exception cref="ArgumentException">Columns and values do not fit together.</exception>
    public static IReadOnlyList<SqlStatement> Upsert(
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        var names = columns.Select(column => column.Text).ToHashSet(StringComparer.Ordinal);
        var keys = conflict.Select(column => column.Text).ToHashSet(StringComparer.Ordinal);

        if (columns.Count == 0 || keys.Count == 0 || !keys.IsSubsetOf(names))
        {
            throw new ArgumentException(
                "The columns of a conflict are some of those that are inserted.",
                nameof(conflict)
            );
        }

        var changed = columns.Where(column => !keys.Contains(column.Text)).ToArray();
        var most = Math.Min(MostRows, MostValues / columns.Count);

        return [.. rows.Chunk(most).Select(chunk => Upsert(table, columns, conflict, changed, chunk))];
    }

    private static SqlStatement Upsert(
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        SqlIdentifier[] changed,
        IReadOnlyList<object?>[] rows
    )
    {
        var sql = SqlStatement.From($"INSERT INTO {table} ({Listed(columns)}) VALUES ");

        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].Count != columns.Count)
            {
                throw new ArgumentException("A row has one value for each column.", nameof(rows));
            }

            sql.AppendLiteral(row == 0 ? "(" : ", (");
            AppendValues(sql, rows[row]);
            sql.AppendLiteral(")");
        }

        sql.AppendFormatted(SqlStatement.From($" ON CONFLICT ({Listed(conflict)}) DO "));
        sql.AppendFormatted(
            changed.Length == 0
                ? SqlStatement.From($"NOTHING")
                : SqlStatement.From($"UPDATE SET {Excluded(changed)}")
        );

        return sql;
    }

    private static SqlStatement Listed(IReadOnlyList<SqlIdentifier> names) =>
        Joined(names, static name => SqlStatement.From($"{name}"));

    private static SqlStatement Excluded(IReadOnlyList<SqlIdentifier> names) =>
        Joined(names, static name => SqlStatement.From($"{name} = excluded.{name}"));

    private static void AppendValues(SqlStatement sql, IReadOnlyList<object?> values) =>
        sql.AppendFormatted(Joined(values, static value => SqlStatement.From($"{value}")));

    private static SqlStatement Joined<T>(IReadOnlyList<T> items, Func<T, SqlStatement> part)
    {
        var sql = SqlStatement.From($"");

        for (var item = 0; item < items.Count; item++)
        {
            if (item > 0)
            {
                sql.AppendLiteral(", ");
            }

            sql.AppendFormatted(part(items[item]));
        }

        return sql;
    }
}
