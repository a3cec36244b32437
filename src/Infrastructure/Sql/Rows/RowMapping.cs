using Dapper;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Rows;

/// <summary>Maps rows by Dapper: columns to properties, or in order to a constructor, or one column to a value.</summary>
/// <remarks>Arrays are the driver's to read: Dapper takes them for objects.</remarks>
internal static class RowMapping
{
    /// <summary>What Dapper is told is for the process as a whole, so it is told before its first use.</summary>
    static RowMapping()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
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

    private static Func<NpgsqlDataReader, T> ParserOf<T>(NpgsqlDataReader rows) =>
        IsReadByDriver(typeof(T))
            ? static row => row.IsDBNull(0) ? default! : row.GetFieldValue<T>(0)
            : rows.GetRowParser<T>();

    private static bool IsReadByDriver(Type type) =>
        type.IsArray || Nullable.GetUnderlyingType(type) == typeof(long) || type == typeof(long);

    /// <summary>The driver gives the moments of <c>timestamptz</c> as times of day in UTC.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTime utc ? new DateTimeOffset(utc, TimeSpan.Zero) : (DateTimeOffset)value;

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value;
    }
}
