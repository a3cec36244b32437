using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.RowLevelSecurity;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Asks what is asked most, by statements written by hand and past EF Core: docs/decisions/0020.</summary>
/// <remarks>As every question: as somebody, in one round trip, repeated where that helps, counted.</remarks>
internal sealed class HotReads(AttemptRunner attempts, StatementLog statements, ModePolicy modes)
{
    private readonly Work _work = Work.OfReading("hot read", modes);

    /// <summary>Asks for rows.</summary>
    /// <param name="caller">As whom.</param>
    /// <param name="question">What.</param>
    /// <param name="values">What the question is about.</param>
    /// <param name="waiting">Ends the wait for the answer.</param>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    public Task<List<T>> AskAsync<TValues, T>(
        Caller caller,
        HotQuestion<TValues, T> question,
        TValues values,
        CancellationToken waiting
    ) =>
        attempts.ReadAsync(
            _work,
            static async (state, lease, _) =>
            {
                await using var batch = new NpgsqlBatch(lease.Connection)
                {
                    BatchCommands = { state.asker.ToReadCommand(), state.question.About(state.values) },
                };

                return await new StatementWatch(state.statements, lease.Pool.Name).RunAsync(
                    state.question.Sql,
                    (batch, state.question),
                    static async asked =>
                    {
                        await using var rows = await asked.batch.ExecuteReaderAsync(CancellationToken.None);
                        await rows.NextResultAsync(CancellationToken.None);
                        var answer = new List<T>();

                        while (await rows.ReadAsync(CancellationToken.None))
                        {
                            answer.Add(asked.question.Read(rows));
                        }

                        return (answer, (long)answer.Count);
                    }
                );
            },
            (asker: Identity.Of(caller), question, values, statements),
            waiting
        );
}
