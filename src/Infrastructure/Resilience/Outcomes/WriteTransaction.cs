using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.Deadlines;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>A change in a transaction of its own, of which it is known in the end whether it was committed.</summary>
/// <remarks>
/// However the change is written, by tracked objects, <c>ExecuteUpdate</c> or SQL, it is nothing until the commit;
/// so all that fails before that has left nothing behind, and only the commit can leave a doubt. One object
/// serves all attempts at one change.
/// </remarks>
/// <param name="resolver">Asks what became of a commit whose answer was lost.</param>
/// <param name="isRecorded">Whether the transaction leaves a record by which a repetition finds it.</param>
internal sealed class WriteTransaction(OutcomeResolver resolver, bool isRecorded = false)
{
    private volatile bool _mayHaveBeenMade;

    /// <summary>Whether one of the attempts may have been committed although its answer has not come.</summary>
    public bool MayHaveBeenMade => _mayHaveBeenMade;

    /// <summary>Runs one attempt to its commit.</summary>
    /// <param name="lease">Its connection; given back early where the answer to the commit is lost.</param>
    /// <param name="deadline">Until when a lost answer is asked for.</param>
    /// <param name="begin">Begins the transaction.</param>
    /// <param name="change">Makes the change in it.</param>
    /// <param name="commit">Sends the commit, without a token.</param>
    /// <exception cref="NothingLeftException">It failed, and surely nothing is left behind.</exception>
    /// <exception cref="OutcomeUnknownException">It may have been made all the same.</exception>
    public async Task<T> RunAsync<TTransaction, T>(
        ConnectionLease lease,
        Deadline deadline,
        Func<Task<TTransaction>> begin,
        Func<TTransaction, Task<T>> change,
        Func<TTransaction, Task> commit
    )
        where TTransaction : IAsyncDisposable
    {
        await using var transaction = await Harmless(begin);
        var mark = isRecorded ? null : await Harmless(() => TransactionMark.TakeAsync(lease.Connection));
        var result = await Harmless(() => change(transaction));
        var before = _mayHaveBeenMade;
        _mayHaveBeenMade = true;

        // In this order: whoever stopped waiting at the deadline, and saw no doubt then, finds nothing made later.
        if (deadline.HasPassed)
        {
            _mayHaveBeenMade = before;

            throw new NothingLeftException(new DeadlinePassedException());
        }

        try
        {
            await Commit.ExecuteAsync(lease.Connection, () => commit(transaction));
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
