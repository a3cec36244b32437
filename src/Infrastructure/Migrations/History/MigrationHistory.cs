using System.Diagnostics;
using System.Reflection;
using Enterprise.Domain.Vocabularies;
using Enterprise.Infrastructure.Migrations.Scripts;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.History;

/// <summary>The append-only history of attempts at migrations.</summary>
/// <remarks>
/// That an attempt was begun, failed or was skipped is written on a connection of its own, and stands whatever
/// becomes of the migration. That it succeeded is written in the migration's own transaction, so that the two can
/// never say different things, also where the runner is killed between any two statements.
/// </remarks>
/// <param name="own">The connection that is not the migrations'.</param>
internal sealed class MigrationHistory(NpgsqlConnection own)
{
    private const string Insert = $"""
        INSERT INTO public.{HistoryTable.Name}
            (migration, direction, attempt, status, duration_ms, error, reason, checksum, actor, application_version, server)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9 || ' as ' || session_user, $10, current_setting('server_version'))
        """;

    private static readonly string Actor = $"{Environment.UserName}@{Environment.MachineName}";

    private static readonly string Version =
        typeof(MigrationHistory)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    /// <summary>Makes the table where it is missing.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) =>
        own.SendAsync(HistoryTable.Create, cancellationToken);

    /// <summary>Notes that an attempt begins, and says which it is.</summary>
    public async Task<Attempt> BeginAsync(MigrationScript script, CancellationToken cancellationToken)
    {
        var before = await own.ScalarAsync<int>(
            $"SELECT count(*)::int FROM public.{HistoryTable.Name} WHERE migration = $1 AND direction = $2 AND status = 'started'",
            cancellationToken,
            script.Id,
            Vocabulary<MigrationDirection>.WordFor(script.Direction)
        );
        var attempt = new Attempt(script, before + 1, Stopwatch.GetTimestamp());
        await WriteAsync(own, attempt, AttemptStatus.Started, cancellationToken);

        return attempt;
    }

    /// <summary>Notes, in the transaction of the migration, that it is done.</summary>
    public static Task SucceedAsync(
        NpgsqlConnection migrations,
        Attempt attempt,
        CancellationToken cancellationToken
    ) => WriteAsync(migrations, attempt, AttemptStatus.Success, cancellationToken);

    /// <summary>Notes a failure, which has been rolled back by then.</summary>
    public Task FailAsync(Attempt attempt, string error) =>
        WriteAsync(own, attempt, AttemptStatus.Failed, CancellationToken.None, error: error);

    /// <summary>Notes, in a transaction, that a migration is taken for applied without being run.</summary>
    public static Task SkipAsync(
        NpgsqlConnection migrations,
        MigrationScript script,
        string reason,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            migrations,
            new Attempt(script, 1, Stopwatch.GetTimestamp()),
            AttemptStatus.Skipped,
            cancellationToken,
            reason: reason
        );

    /// <summary>
    /// Ends what earlier runs have left open. It is called under the lock of the run: who began those is gone, and
    /// what they had committed has its entry of success.
    /// </summary>
    public Task SettleAsync(CancellationToken cancellationToken) =>
        own.SendAsync(
            $"""
            INSERT INTO public.{HistoryTable.Name}
                (migration, direction, attempt, status, error, checksum, actor, application_version, server)
            SELECT migration, direction, attempt, 'failed', 'it was interrupted: its runner or the connection ended',
                checksum, actor, application_version, server
            FROM public.{HistoryTable.Name} begun
            WHERE status = 'started' AND NOT EXISTS (
                SELECT FROM public.{HistoryTable.Name} ended
                WHERE (ended.migration, ended.direction, ended.attempt) = (begun.migration, begun.direction, begun.attempt)
                    AND ended.status IN ('success', 'failed'))
            ORDER BY id
            """,
            cancellationToken
        );

    private static Task WriteAsync(
        NpgsqlConnection connection,
        Attempt attempt,
        AttemptStatus status,
        CancellationToken cancellationToken,
        string? error = null,
        string? reason = null
    ) =>
        connection.SendAsync(
            Insert,
            cancellationToken,
            attempt.Script.Id,
            Vocabulary<MigrationDirection>.WordFor(attempt.Script.Direction),
            attempt.Number,
            Vocabulary<AttemptStatus>.WordFor(status),
            status is AttemptStatus.Started or AttemptStatus.Skipped ? null : attempt.Milliseconds,
            error,
            reason,
            attempt.Script.Checksum,
            Actor,
            Version
        );
}

/// <summary>An attempt at a migration that has begun.</summary>
internal sealed record Attempt(MigrationScript Script, int Number, long BeganAt)
{
    /// <summary>How long it has taken so far.</summary>
    public long Milliseconds => (long)Stopwatch.GetElapsedTime(BeganAt).TotalMilliseconds;
}
