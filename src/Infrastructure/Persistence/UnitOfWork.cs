using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.EntityFrameworkCore.Storage;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>A change and what is made of it before it is committed, in a transaction of its own.</summary>
/// <remarks>
/// However the change is written, by tracked objects, <c>ExecuteUpdate</c> or SQL, it is nothing until the commit;
/// so all that fails before that has left nothing behind, and only the commit can leave a doubt.
/// </remarks>
/// <param name="change">Loads, adds and removes.</param>
/// <param name="finish">Goes on from what the change returned, after it has been written in its transaction.</param>
/// <param name="isRecorded">Whether the transaction leaves a record by which a repetition finds it.</param>
internal sealed class UnitOfWork<T, TResult>(
    Func<EnterpriseDbContext, CancellationToken, Task<T>> change,
    Func<EnterpriseDbContext, T, Task<TResult>> finish,
    bool isRecorded
)
{
    private volatile bool _mayHaveBeenMade;

    /// <summary>Whether one of the attempts may have been committed although its answer has not come.</summary>
    public bool MayHaveBeenMade => _mayHaveBeenMade;

    /// <summary>Runs one attempt to its commit.</summary>
    /// <exception cref="NothingLeftException">It failed, and surely nothing is left behind.</exception>
    /// <exception cref="OutcomeUnknownException">It may have been made all the same.</exception>
    public async Task<TResult> RunAsync(
        EnterpriseDbContext db,
        ConnectionLease lease,
        OutcomeResolver resolver,
        Deadline deadline
    )
    {
        await using var transaction = await Harmless(() => db.Database.BeginTransactionAsync());
        var mark = isRecorded ? null : await Harmless(() => TransactionMark.TakeAsync(lease.Connection));
        var result = await Harmless(() => WriteAsync(db, transaction));
        var before = _mayHaveBeenMade;
        _mayHaveBeenMade = true;

        try
        {
            await Commit.ExecuteAsync(lease.Connection, () => transaction.CommitAsync());
            await WrittenPosition.NoteAsync(lease);
        }
        catch (OutcomeUnknownException unknown) when (mark is not null)
        {
            // Its own connection is given back first: resolving needs one, and the pool may have no other.
            await transaction.DisposeAsync();
            await lease.DisposeAsync();
            await ResolveAsync(unknown, resolver.ResolveAsync(mark, lease.Mode, deadline));
            WrittenPosition.Lost(lease);
        }
        catch (Exception exception) when (exception is not OutcomeUnknownException)
        {
            // The server said so.
            _mayHaveBeenMade = before;

            throw;
        }

        _mayHaveBeenMade = false;

        return result;
    }

    private async Task<TResult> WriteAsync(EnterpriseDbContext db, IDbContextTransaction transaction)
    {
        var made = await change(db, CancellationToken.None);

        if (!ReferenceEquals(db.Database.CurrentTransaction, transaction))
        {
            throw new InvalidOperationException("A unit of work is committed by whoever runs it.");
        }

        await db.SaveChangesAsync();

        return await finish(db, made);
    }

    private async Task ResolveAsync(OutcomeUnknownException unknown, Task<Outcome> resolving)
    {
        switch (await resolving)
        {
            case Outcome.Committed:
                return;
            case Outcome.RolledBack:
                _mayHaveBeenMade = false;
                throw new NothingLeftException(unknown);
            default:
                throw unknown;
        }
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
