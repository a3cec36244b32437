using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Runs units of work on pooled contexts, each attempt on a context of its own.</summary>
internal sealed class Database(
    ReadContextFactory reads,
    WriteContextFactory writes,
    RetryPipelines retries,
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

    public async Task<T> WriteAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await retries.Writes.ExecuteAsync(
                static async (state, token) =>
                {
                    await using var db = state.writes.CreateDbContext();
                    var result = await PrepareAsync(db, state.change, token);

                    // From here on a lost answer leaves the outcome unknown; no token may cut a commit short.
                    await db.SaveChangesAsync(CancellationToken.None);

                    if (db.Database.CurrentTransaction is { } transaction)
                    {
                        await transaction.CommitAsync(CancellationToken.None);
                    }

                    return result;
                },
                (writes, change),
                cancellationToken
            );
        }
        catch (Exception exception) when (DatabaseFailures.Translate(exception) is { } failure)
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

    /// <summary>Connects and loads. Nothing is changed yet: a lost connection is as good as none.</summary>
    private static async Task<T> PrepareAsync<T>(
        EnterpriseDbContext db,
        Func<DbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);

            return await change(db, cancellationToken);
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) != FailureKind.Permanent)
        {
            throw new NothingSentException(exception);
        }
    }
}
