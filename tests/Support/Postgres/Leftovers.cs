using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Databases of test processes that were killed before they could drop them.</summary>
/// <remarks>
/// A database is named after the run that made it, and a run holds an advisory lock for as long as its process
/// lives. A lock that can be had belongs to a dead run, wherever that ran.
/// </remarks>
internal static class Leftovers
{
    /// <summary>How the names of throw-away databases begin; the number of the run and a random part follow.</summary>
    public const string NamePrefix = "enterprise_test_db_";

    /// <summary>The class of the runs' advisory locks: "test" as ASCII.</summary>
    private const int LockClass = 0x74657374;

    /// <summary>A name for a throw-away database of a run.</summary>
    public static string NewName(int run) =>
        $"{NamePrefix}{run}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Takes a number for this process and keeps it for as long as the connection stays open.</summary>
    public static async Task<int> ClaimRunAsync(NpgsqlConnection presence)
    {
        var run = RandomNumberGenerator.GetInt32(int.MaxValue);

        return await TryLockAsync(presence, run) ? run : await ClaimRunAsync(presence);
    }

    /// <summary>Drops what dead runs have left.</summary>
    public static async Task SweepAsync(NpgsqlConnection server)
    {
        foreach (var group in (await NamesAsync(server)).GroupBy(RunOf))
        {
            if (group.Key is not { } run || !await TryLockAsync(server, run))
            {
                continue;
            }

            foreach (var name in group)
            {
                await server.RunAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            }

            foreach (var role in await RolesOfAsync(server, run))
            {
                await server.RunAsync($"DROP ROLE {role}");
            }

            await server.RunAsync($"SELECT pg_advisory_unlock({LockClass}, {run})");
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, int run) =>
        await connection.AskAsync<bool>(
            $"""
            SELECT NOT EXISTS (
                SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = {LockClass} AND objid = {run}
            ) AND pg_try_advisory_lock({LockClass}, {run})
            """
        );

    private static Task<string[]> NamesAsync(NpgsqlConnection server) =>
        server.AskAsync<string[]>(
            $"""
            SELECT array(
                SELECT datname::text FROM pg_database WHERE starts_with(datname, '{NamePrefix}')
                UNION SELECT regexp_replace(rolname, '_(owner|app|readonly|breakglass)$', '') FROM pg_roles WHERE starts_with(rolname, '{NamePrefix}')
            )
            """
        );

    /// <summary>Tests of the set-up make roles, named after their database.</summary>
    private static Task<IReadOnlyList<string>> RolesOfAsync(NpgsqlConnection server, int run) =>
        server.ListAsync<string>(
            "SELECT rolname::text FROM pg_roles WHERE starts_with(rolname, $1)",
            $"{NamePrefix}{run}_"
        );

    private static int? RunOf(string name) =>
        int.TryParse(
            name[NamePrefix.Length..].Split('_')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var run
        )
            ? run
            : null;
}
