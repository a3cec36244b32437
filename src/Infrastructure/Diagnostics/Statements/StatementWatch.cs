using System.Diagnostics;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Counts what is sent past EF Core in one pool.</summary>
/// <param name="log">Where it is counted.</param>
/// <param name="pool">The pool; null for a connection that is lent by none, where nothing is counted.</param>
internal readonly struct StatementWatch(StatementLog log, string? pool)
{
    /// <summary>Runs a batch and counts it as its last statement, which is what the others prepare.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="run">Carries it out, and says how many rows it returned or changed.</param>
    public Task<T> RunAsync<T>(NpgsqlBatch batch, Func<NpgsqlBatch, Task<(T Result, long Rows)>> run) =>
        RunAsync(batch.BatchCommands[^1].CommandText, batch, run);

    /// <summary>Runs a statement and counts it.</summary>
    /// <param name="sql">Its text.</param>
    /// <param name="state">What it is carried out with.</param>
    /// <param name="run">Carries it out, and says how many rows it returned or changed.</param>
    public async Task<T> RunAsync<TState, T>(
        string sql,
        TState state,
        Func<TState, Task<(T Result, long Rows)>> run
    )
    {
        if (pool is null || !log.IsEnabled)
        {
            return (await run(state)).Result;
        }

        var since = Stopwatch.GetTimestamp();

        try
        {
            var (result, rows) = await run(state);
            log.Succeeded(pool, StatementKind.Of(sql), sql, Stopwatch.GetElapsedTime(since), rows);

            return result;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            log.Failed(pool, StatementKind.Of(sql), sql, Stopwatch.GetElapsedTime(since), exception);

            throw;
        }
    }
}
