using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using Enterprise.Tests.Support.Callers;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Units of work that count how often they were begun.</summary>
internal sealed class Attempts(IDatabase database)
{
    private static readonly Caller Caller = TestUsers.Admin;

    /// <summary>How often a delegate was run.</summary>
    public int Count { get; private set; }

    /// <summary>Reads; the delegate is given the number of the attempt, from 1 on.</summary>
    public Task<T> ReadAsync<T>(Func<DbContext, int, Task<T>> query) =>
        database.ReadAsync(Caller, (db, _) => query(db, ++Count), CancellationToken.None);

    /// <summary>Changes; the delegate is given the number of the attempt, from 1 on.</summary>
    public Task WriteAsync(Func<DbContext, int, Task> change) =>
        database.WriteAsync(
            Caller,
            async (db, _) =>
            {
                await change(db, ++Count);

                return 0;
            },
            CancellationToken.None
        );
}
