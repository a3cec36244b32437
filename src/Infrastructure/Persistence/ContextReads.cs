using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Asks the database through pooled contexts, each attempt on a context and a connection of its own.</summary>
internal sealed class ContextReads(ReadContextFactory contexts, AttemptRunner attempts)
{
    /// <summary>Asks as somebody, again where that helps.</summary>
    /// <inheritdoc cref="SafeReads.ReadAsync"/>
    public Task<T> RunAsync<T>(
        Work work,
        Identity asker,
        Func<DbContext, CancellationToken, Task<T>> query,
        CancellationToken waiting
    ) =>
        attempts.ReadAsync(
            work,
            static async (state, lease, _) =>
            {
                await using var db = state.contexts.Lend(lease, state.asker);

                return await state.query(db, CancellationToken.None);
            },
            (contexts, query, asker),
            waiting
        );
}
