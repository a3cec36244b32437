using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Plain SQL in one line, for what tests arrange and look at behind the application's back.</summary>
[SuppressMessage(
    "Security",
    "CA2100:Review SQL queries for security vulnerabilities",
    Justification = "The text is a test's own."
)]
public static class Sql
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a command and gives the number of rows it changed.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The command; its parameters are <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="values">The parameters' values.</param>
    public static async Task<int> RunAsync(
        this NpgsqlConnection connection,
        string sql,
        params object[] values
    )
    {
        await using var command = Command(connection, sql, values);

        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks for one value.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<T> AskAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        params object[] values
    )
    {
        await using var command = Command(connection, sql, values);

        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks for a column of values.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        params object[] values
    )
    {
        await using var command = Command(connection, sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<T>();

        while (await rows.ReadAsync())
        {
            list.Add(rows.GetFieldValue<T>(0));
        }

        return list;
    }

    /// <summary>Asks for a truth again and again, and returns once it is one.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <exception cref="TimeoutException">It is none, for 30 seconds.</exception>
    public static async Task UntilAsync(this NpgsqlConnection connection, string sql, params object[] values)
    {
        var watch = Stopwatch.StartNew();

        while (!await connection.AskAsync<bool>(sql, values))
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"This does not come true: {sql}");
            }

            await Task.Delay(Pause);
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);

        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
