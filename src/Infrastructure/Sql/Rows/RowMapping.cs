using Dapper;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Rows;

/// <summary>Maps rows: by Dapper to properties or, in their order, to a constructor; one column to a value.</summary>
/// <remarks>
/// A single value is the driver's to read: it widens numbers, knows arrays, and Dapper 2.1 has no row parser for a
/// string.
/// </remarks>
internal static class RowMapping
{
    /// <summary>What Dapper is told is for the process as a whole, so it is told before its first use.</summary>
    static RowMapping()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new ArrayHandler<string>());
        SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
        SqlMapper.AddTypeHandler(new ArrayHandler<bool>());
        SqlMapper.AddTypeHandler(new ArrayHandler<int>());
        SqlMapper.AddTypeHandler(new ArrayHandler<long>());
        SqlMapper.AddTypeHandler(new ArrayHandler<double>());
        SqlMapper.AddTypeHandler(new ArrayHandler<decimal>());
        SqlMapper.AddTypeHandler(new ArrayHandler<DateOnly>());
    }

    /// <summary>All rows of the result that the reader stands before.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(this NpgsqlDataReader rows)
    {
        var parse = ParserOf<T>(rows);
        var all = new List<T>();

        while (await rows.ReadAsync(CancellationToken.None))
        {
            all.Add(parse(rows));
        }

        return all;
    }

    /// <summary>The only row; the default of its type where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are more.</exception>
    public static async Task<T?> OneAsync<T>(this NpgsqlDataReader rows)
    {
        if (!await rows.ReadAsync(CancellationToken.None))
        {
            return default;
        }

        var one = ParserOf<T>(rows)(rows);

        return await rows.ReadAsync(CancellationToken.None)
            ? throw new InvalidOperationException("One row was wanted at the most, and there are more.")
            : one;
    }

    private static Func<NpgsqlDataReader, T> ParserOf<T>(NpgsqlDataReader rows)
    {
        if (rows.FieldCount == 1 && IsValue(typeof(T)))
        {
            return static row => row.IsDBNull(0) ? default! : row.GetFieldValue<T>(0);
        }

        var parse = rows.GetRowParser(typeof(T));

        return row => (T)parse(row);
    }

    private static bool IsValue(Type type) =>
        type.IsArray || type == typeof(string) || type is { IsValueType: true, IsEnum: false };
}
