using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Real failures of real sessions.</summary>
internal static class Sessions
{
    private const string Raise =
        "DO $$ BEGIN RAISE EXCEPTION 'raised by a test' USING ERRCODE = '00000'; END $$";

    /// <summary>The backend that serves a context.</summary>
    public static Task<int> BackendAsync(this DbContext db) =>
        db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();

    /// <summary>Ends the session of a context, as an administrator or a fail-over would.</summary>
    public static async Task KillBackendOfAsync(this TestDatabase database, DbContext db) =>
        await database.KillAsync(await db.BackendAsync());

    /// <summary>Ends a session and waits until it is gone.</summary>
    public static async Task KillAsync(this TestDatabase database, int backend)
    {
        await using var admin = await database.ConnectAsAdminAsync();
        (await admin.AskAsync<bool>("SELECT pg_terminate_backend($1, 30000)", backend)).ShouldBeTrue();
    }

    /// <summary>Has the server raise an error with a SQLSTATE, as it does in distress.</summary>
    public static Task<int> RaiseAsync(this DbContext db, string sqlState) =>
        db.Database.ExecuteSqlRawAsync(Raise.Replace("00000", sqlState, StringComparison.Ordinal));
}
