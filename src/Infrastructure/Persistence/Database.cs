using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Idempotency;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Runs units of work on pooled contexts, each attempt on a context and a connection of its own.</summary>
internal sealed class Database(
    ContextReads reads,
    WriteContextFactory writes,
    AttemptRunner attempts,
    OutcomeResolver outcomes,
    IdempotencyRecords records,
    ModePolicy modes,
    ILogger<Database> logger
) : IDatabase
{
    private readonly Work _read = Work.OfReading("read", modes);

    private readonly Work _write = new(
        "write",
        ConnectionPurpose.Write,
        modes[WorkKind.SingleWrite],
        ServerChoice.Primary,
        RetryRule.Write
    );

    private readonly Work _writeOnce = new(
        "write once",
        ConnectionPurpose.Write,
        modes[WorkKind.SingleWrite],
        ServerChoice.Primary,
        RetryRule.IdempotentWrite
    );

    public Task<T> ReadAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) => reads.RunAsync(_read, Identity.Of(caller), query, cancellationToken);

    public Task<T> WriteAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            caller,
            _write,
            new UnitOfWork<T, T>(
                change,
                static (_, made) => Task.FromResult(made),
                new WriteTransaction(outcomes, Identity.Of(caller))
            ),
            cancellationToken
        );

    public async Task<TView> WriteOnceAsync<T, TView>(
        Once<TView>? once,
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        Func<T, TView> view,
        CancellationToken cancellationToken
    )
    {
        if (once is null)
        {
            return view(await WriteAsync(caller, change, cancellationToken));
        }

        records.WarmUp();

        return await RunAsync(
            caller,
            _writeOnce,
            new UnitOfWork<T, TView>(
                async (db, token) =>
                {
                    await records.ClaimAsync(db, caller, once.Request, token);

                    return await change(db, token);
                },
                async (db, made) =>
                {
                    var shown = view(made);
                    await records.KeepAsync(db, caller, once.Request, once.AnswerTo(shown));

                    return shown;
                },
                new WriteTransaction(outcomes, identity: null)
            ),
            cancellationToken
        );
    }

    /// <summary>A caller who hangs up is waited for all the same: the request is not over before its change is.</summary>
    private async Task<TResult> RunAsync<T, TResult>(
        Caller caller,
        Work work,
        UnitOfWork<T, TResult> unit,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();

        try
        {
            return await attempts.RunAsync(
                work,
                static async (state, lease, deadline) =>
                {
                    await using var db = state.writes.Lend(lease, asker: null);

                    try
                    {
                        return await state.unit.RunAsync(db, lease, deadline);
                    }
                    catch (AnsweredBeforeException)
                    {
                        // What is answered again must be seen by what the client reads next, too.
                        await WrittenPosition.NoteAsync(lease);

                        throw;
                    }
                },
                (writes, unit),
                CancellationToken.None
            );
        }
        catch (Exception exception)
            when (DatabaseFailures.OfWriting(exception, unit.GiveUp(), caller) is { } failure)
        {
            throw logger.Told(failure);
        }
    }
}
