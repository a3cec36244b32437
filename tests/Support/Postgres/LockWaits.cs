using System.Diagnostics;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Brings changes to a known point: the one where they wait for a lock that the test holds.</summary>
public static class LockWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns once so many sessions of the application's role wait for a lock in this database.</summary>
    /// <returns>The process ids of their backends.</returns>
    /// <exception cref="TimeoutException">They do not, for 30 seconds.</exception>
    public static async Task<IReadOnlyList<int>> UntilWaitingAsync(
        this NpgsqlConnection observer,
        int sessions
    )
    {
        var watch = Stopwatch.StartNew();

        while (watch.Elapsed < Patience)
        {
            var waiting = await observer.ListAsync<int>(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND usename = $1 AND wait_event_type = 'Lock'
                """,
                TestRoles.Application
            );

            if (waiting.Count >= sessions)
            {
                return waiting;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"No {sessions} sessions came to wait for a lock.");
    }

    /// <summary>Returns once no session of the application's role is in a transaction in this database.</summary>
    /// <exception cref="TimeoutException">One still is, after 30 seconds.</exception>
    public static async Task UntilIdleAsync(this NpgsqlConnection observer)
    {
        var watch = Stopwatch.StartNew();

        while (watch.Elapsed < Patience)
        {
            var busy = await observer.AskAsync<long>(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = $1 AND xact_start IS NOT NULL
                """,
                TestRoles.Application
            );

            if (busy == 0)
            {
                return;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException("A session of the application is still in a transaction.");
    }
}
