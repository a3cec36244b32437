using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.RowLevelSecurity;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>A change in a transaction of its own, of which it is known in the end whether it was committed.</summary>
/// <remarks>
/// However the change is written, by tracked objects, <c>ExecuteUpdate</c> or SQL, it is nothing until the commit;
/// so all that fails before that has left nothing behind, and only the commit can leave a doubt. One object
/// serves all attempts at one change.
/// </remarks>
/// <param name="resolver">Asks what became of a commit whose answer was lost.</param>
/// <param name="identity">
/// As whom it acts; null where the transaction leaves a record by which a repetition finds it: then the look for that
/// record comes first, and says as whom.
/// </param>
internal sealed class WriteTransaction(OutcomeResolver resolver, Identity? identity)
{
    private readonly Lock _ending = new();
    private bool _mayHaveBeenMade;
    private bool _isGivenUp;

    /// <summary>Ends it: what has not been sent to be committed by now never is.</summary>
    /// <remarks>
    /// A caller who has waited to the deadline leaves work behind. Either it is told that the change may have been
    /// made, or the change is not made.
    /// </remarks>
    /// <returns>Whether one of the attempts may have been committed, or surely was.</returns>
    public bool GiveUp()
    {
        lock (_ending)
        {
            _isGivenUp = true;

            return _mayHaveBeenMade;
        }
    }

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
        var mark = identity is null
            ? null
            : await Harmless(() => TransactionMark.TakeAsync(lease.Connection, identity));
        var result = await Harmless(() => change(transaction));
        var before = BeginCommit();

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
            MayHaveBeenMade(before);

            throw;
        }

        return result;
    }

    /// <summary>Says what was so before: whether an earlier attempt may have been committed.</summary>
    /// <exception cref="DeadlinePassedException">Nobody waits for it any more.</exception>
    private bool BeginCommit()
    {
        lock (_ending)
        {
            if (_isGivenUp)
            {
                throw new DeadlinePassedException();
            }

            var before = _mayHaveBeenMade;
            _mayHaveBeenMade = true;

            return before;
        }
    }

    private void MayHaveBeenMade(bool value)
    {
        lock (_ending)
        {
            _mayHaveBeenMade = value;
        }
    }

    private async Task ResolveAsync(OutcomeUnknownException unknown, Task<Outcome> resolving)
    {
        switch (await resolving)
        {
            case Outcome.Committed:
                return;
            case Outcome.RolledBack:
                MayHaveBeenMade(false);
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
