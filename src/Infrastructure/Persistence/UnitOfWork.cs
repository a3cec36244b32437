using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.EntityFrameworkCore.Storage;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>A change and what is made of it before it is committed, on a context of EF Core's.</summary>
/// <param name="change">Loads, adds and removes.</param>
/// <param name="finish">Goes on from what the change returned, after it has been written in its transaction.</param>
/// <param name="transaction">The transaction that it is made in.</param>
internal sealed class UnitOfWork<T, TResult>(
    Func<EnterpriseDbContext, CancellationToken, Task<T>> change,
    Func<EnterpriseDbContext, T, Task<TResult>> finish,
    WriteTransaction transaction
)
{
    /// <inheritdoc cref="WriteTransaction.GiveUp"/>
    public bool GiveUp() => transaction.GiveUp();

    /// <inheritdoc cref="WriteTransaction.RunAsync"/>
    public Task<TResult> RunAsync(EnterpriseDbContext db, ConnectionLease lease, Deadline deadline) =>
        transaction.RunAsync(
            lease,
            deadline,
            () => db.Database.BeginTransactionAsync(),
            begun => WriteAsync(db, begun),
            static begun => begun.CommitAsync()
        );

    private async Task<TResult> WriteAsync(EnterpriseDbContext db, IDbContextTransaction begun)
    {
        var made = await change(db, CancellationToken.None);

        if (!ReferenceEquals(db.Database.CurrentTransaction, begun))
        {
            throw new InvalidOperationException("A unit of work is committed by whoever runs it.");
        }

        await db.SaveChangesAsync();

        var result = await finish(db, made);
        await FailedStatements.Instance.MustNotHaveFailedAsync(db);

        return result;
    }
}
