using Enterprise.Infrastructure.Resilience;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>A change and what is made of it before it is committed.</summary>
/// <param name="change">Loads, adds and removes; nothing of it is written yet.</param>
/// <param name="finish">Goes on from what the change returned, after it has been written in its transaction.</param>
internal sealed class UnitOfWork<T, TResult>(
    Func<EnterpriseDbContext, CancellationToken, Task<T>> change,
    Func<EnterpriseDbContext, T, Task<TResult>> finish
)
{
    /// <summary>Whether one of the attempts may have been committed although its answer was lost.</summary>
    public bool MayHaveBeenMade { get; private set; }

    /// <summary>Runs one attempt to its commit.</summary>
    /// <exception cref="NothingLeftException">It failed, and surely nothing is left behind.</exception>
    public async Task<TResult> RunAsync(EnterpriseDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return await AttemptAsync(db, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFailures.IsOutcomeUnknown(exception))
        {
            MayHaveBeenMade = true;

            throw;
        }
    }

    private async Task<TResult> AttemptAsync(EnterpriseDbContext db, CancellationToken cancellationToken)
    {
        var made = await Harmless(() => PrepareAsync(db, cancellationToken));

        if (db.Database.CurrentTransaction is not { } transaction)
        {
            // From here on a lost answer leaves the outcome unknown; no token may cut a commit short.
            await db.SaveChangesAsync(CancellationToken.None);

            return await finish(db, made);
        }

        var result = await Harmless(async () =>
        {
            await db.SaveChangesAsync(CancellationToken.None);

            return await finish(db, made);
        });
        await transaction.CommitAsync(CancellationToken.None);

        return result;
    }

    private async Task<T> PrepareAsync(EnterpriseDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);

        return await change(db, cancellationToken);
    }

    /// <summary>Before the commit is sent, a lost connection is as good as none: the server rolls back.</summary>
    private static async Task<TStep> Harmless<TStep>(Func<Task<TStep>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) != FailureKind.Permanent)
        {
            throw new NothingLeftException(exception);
        }
    }
}
