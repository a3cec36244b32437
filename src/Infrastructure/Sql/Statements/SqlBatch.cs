using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Statements;

/// <summary>Turns statements into what the driver sends: always a batch, which is one round trip.</summary>
internal static class SqlBatch
{
    /// <param name="connection">An open connection.</param>
    /// <param name="timeout">The driver's time for it; that of the pool where it is null.</param>
    /// <param name="statements">One or more.</param>
    public static NpgsqlBatch Of(
        NpgsqlConnection connection,
        TimeSpan? timeout,
        params IEnumerable<SqlStatement> statements
    )
    {
        var batch = new NpgsqlBatch(connection);

        if (timeout is { } given)
        {
            batch.Timeout = SqlTimeouts.OfDriver(given);
        }

        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(CommandOf(statement));
        }

        return batch;
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The text of a statement holds no values by construction."
    )]
    private static NpgsqlBatchCommand CommandOf(SqlStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Text);

        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
