using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Remembers of a context that one of its statements has failed.</summary>
/// <remarks>
/// PostgreSQL answers the commit of a transaction that has failed with a roll-back and no error (manual, COMMIT).
/// Whoever swallows the failure of a statement would be told that all was committed.
/// </remarks>
internal sealed class FailedStatements : DbCommandInterceptor
{
    /// <summary>The one that every context for changes has.</summary>
    public static readonly FailedStatements Instance = new();

    private readonly ConditionalWeakTable<DbContext, object> _contexts = [];

    /// <summary>Fails where the transaction has: asks the server, if there is reason to.</summary>
    /// <exception cref="Npgsql.PostgresException">It has failed (25P02), and will not be committed.</exception>
    public async Task MustNotHaveFailedAsync(DbContext db)
    {
        if (_contexts.Remove(db))
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1");
        }
    }

    /// <inheritdoc/>
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Note(eventData);

    /// <inheritdoc/>
    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Note(eventData);

        return Task.CompletedTask;
    }

    private void Note(CommandErrorEventData failure)
    {
        if (failure.Context is { } db)
        {
            _contexts.AddOrUpdate(db, db);
        }
    }
}
