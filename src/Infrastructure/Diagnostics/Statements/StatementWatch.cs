using System.Diagnostics;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Counts what is sent past EF Core in one pool.</summary>
/// <param name="log">Where it is counted.</param>
/// <param name="pool">The pool.</param>
internal readonly struct StatementWatch(StatementLog log, string pool)
{
    /// <summary>Runs a batch and counts it as its last statement, which is what the others prepare.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="run">Carries it out, and says how many rows it returned or changed.</param>
    public async Task<T> RunAsync<T>(NpgsqlBatch batch, Func<NpgsqlBatch, Task<(T Result, long Rows)>> run)
    {
        // Of a default one there is no log.
        if (log is not { IsEnabled: true })
        {
            return (await run(batch)).Result;
        }

        var since = Stopwatch.GetTimestamp();
        var sql = batch.BatchCommands[^1].CommandText;

        try
        {
            var (result, rows) = await run(batch);
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
