using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Statements on the connections of a run.</summary>
internal static class MigrationSql
{
    /// <summary>Sends a statement, whose time the server alone bounds.</summary>
    public static async Task SendAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object?[] values
    )
    {
        await using var command = connection.Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The one value that a query gives.</summary>
    public static async Task<T> ScalarAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object?[] values
    )
    {
        await using var command = connection.Command(sql, values);

        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The first columns of all rows.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object?[] values
    )
    {
        await using var command = connection.Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();

        while (await rows.ReadAsync(cancellationToken))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The SQL is that of the migrations and of this room; values are parameters."
    )]
    public static NpgsqlCommand Command(
        this NpgsqlConnection connection,
        string sql,
        params ReadOnlySpan<object?> values
    )
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };

        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
