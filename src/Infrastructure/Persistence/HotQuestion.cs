using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>A question whose text never changes, so that the server prepares it once for each connection.</summary>
/// <param name="Sql">The text, whose parameters are numbered.</param>
/// <param name="Bind">Adds the parameters in their order.</param>
/// <param name="Read">Reads the row that the reader stands on.</param>
internal sealed record HotQuestion<TValues, T>(
    string Sql,
    Action<NpgsqlParameterCollection, TValues> Bind,
    Func<NpgsqlDataReader, T> Read
)
{
    /// <summary>The question about something, as a part of a batch.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The text is a constant of the room that asks; values are parameters."
    )]
    public NpgsqlBatchCommand About(TValues values)
    {
        var command = new NpgsqlBatchCommand(Sql);
        Bind(command.Parameters, values);

        return command;
    }
}
