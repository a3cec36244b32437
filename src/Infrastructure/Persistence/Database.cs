using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Idempotency;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Polly;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Runs units of work on pooled contexts, each attempt on a context of its own.</summary>
internal sealed class Database(
    ReadContextFactory reads,
    WriteContextFactory writes,
    RetryPipelines retries,
    IdempotencyRecords records,
    ILogger<Database> logger
) : IDatabase
{
    public Task<T> ReadAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) =>
        retries.ReadAsync(
            static async (state, token) =>
            {
                await using var db = state.reads.CreateDbContext();

                return await state.query(db, token);
            },
            (reads, query),
            cancellationToken
        );

    public Task<T> WriteAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            caller,
            retries.Writes,
            new UnitOfWork<T, T>(change, static (_, made) => Task.FromResult(made)),
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
            retries.IdempotentWrites,
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
                }
            ),
            cancellationToken
        );
    }

    private async Task<TResult> RunAsync<T, TResult>(
        Caller caller,
        ResiliencePipeline pipeline,
        UnitOfWork<T, TResult> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, token) =>
                {
                    await using var db = state.writes.CreateDbContext();

                    return await state.work.RunAsync(db, token);
                },
                (writes, work),
                cancellationToken
            );
        }
        catch (Exception exception)
            when (DatabaseFailures.Translate(exception, work.MayHaveBeenMade, caller) is { } failure)
        {
            throw Reported(failure);
        }
    }

    private Exception Reported(Exception failure)
    {
        if (failure is DatabaseUnavailableException { OutcomeUnknown: true })
        {
            logger.OutcomeUnknown(failure);
        }

        return failure;
    }
}
