using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Scripts;
using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Execution;

/// <summary>Runs migrations that stand or fall together, and begins again where a lock is not to be had.</summary>
/// <remarks>
/// A statement that waits for a lock keeps everybody waiting who comes after it. So it waits shortly, gives all of
/// its locks back, and comes again later.
/// </remarks>
/// <param name="session">The connections and the lock of the run.</param>
/// <param name="options">How patient it is.</param>
/// <param name="beginning">Is told of each attempt at a migration, before it is made.</param>
/// <param name="logger">Is told of waiting and of failures.</param>
internal sealed class MigrationUnit(
    MigrationSession session,
    MigrationOptions options,
    Action<MigrationScript> beginning,
    ILogger logger
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Runs them in order.</summary>
    /// <exception cref="MigrationFailedException">One of them failed; the message says what is left of it.</exception>
    public async Task RunAsync(IReadOnlyList<MigrationScript> scripts, CancellationToken cancellationToken)
    {
        for (var time = 1; ; time++)
        {
            var begun = new List<Attempt>(scripts.Count);

            try
            {
                await RunOnceAsync(scripts, begun, cancellationToken);

                return;
            }
            catch (PostgresException exception)
                when (exception.SqlState is PostgresErrorCodes.LockNotAvailable && time < options.LockAttempts
                )
            {
                await NoteFailureAsync(begun, exception);
                var pause = PauseAfter(time);
                logger.MigrationWaits(
                    begun[^1].Script.Id,
                    time,
                    options.LockAttempts,
                    pause.TotalMilliseconds
                );
                await Task.Delay(pause, cancellationToken);
            }
            catch (Exception exception) when (begun.Count > 0)
            {
                var what = await NoteFailureAsync(begun, exception);
                var (failed, level) = (begun[^1].Script, ExpectedState.LevelOf(exception));
                logger.MigrationFailed(level, failed.Id, what);

                throw MigrationFailedException.Of(failed.Id, exception, failed.IsOutsideTransaction);
            }
        }
    }

    private static TimeSpan PauseAfter(int time)
    {
        var pause = FirstPause * Math.Pow(2, time - 1);

        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task RunOnceAsync(
        IReadOnlyList<MigrationScript> scripts,
        List<Attempt> begun,
        CancellationToken cancellationToken
    )
    {
        if (scripts is [{ IsOutsideTransaction: true } alone])
        {
            beginning(alone);
            begun.Add(await session.History.BeginAsync(alone, cancellationToken));
            await new OutsideTransaction(session.Connection).RunAsync(begun[0], cancellationToken);

            return;
        }

        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        await Bookkeeping.LockAsync(session.Connection, cancellationToken);

        foreach (var script in scripts)
        {
            beginning(script);
            begun.Add(await session.History.BeginAsync(script, cancellationToken));

            foreach (var statement in script.Statements)
            {
                await session.Connection.SendAsync(statement, cancellationToken);
            }

            await Bookkeeping.WriteAsync(session.Connection, begun[^1], cancellationToken);
        }

        // Whoever cancels a commit cannot know what became of it.
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Notes the failure where it is certain. Where the connection broke off, the next run finds out: the attempt
    /// has its entry of success, or is told of as interrupted.
    /// </summary>
    /// <returns>What happened.</returns>
    private async Task<string> NoteFailureAsync(IReadOnlyList<Attempt> begun, Exception exception)
    {
        var error = MigrationFailedException.WhatHappened(exception);

        if (FailureTable.KindOf(exception) is FailureKind.OutcomeUnknown)
        {
            return error;
        }

        foreach (var attempt in begun)
        {
            await session.History.FailAsync(
                attempt,
                attempt == begun[^1] ? error : $"it was rolled back together with {begun[^1].Script.Id}"
            );
        }

        return error;
    }
}
