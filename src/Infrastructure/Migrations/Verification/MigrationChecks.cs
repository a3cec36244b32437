using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Verification;

/// <summary>Whether the migrations of this build, and no others, were applied as they stand here.</summary>
internal static class MigrationChecks
{
    private const string Check = "migrations";

    public static async Task<IReadOnlyList<VerificationFinding>> RunAsync(
        NpgsqlConnection owner,
        MigrationScripts scripts,
        IReadOnlyList<string> applied,
        CancellationToken cancellationToken
    )
    {
        var history = await HistoryReader.ReadAsync(owner, cancellationToken);
        var pending = scripts.Ids.Except(applied, StringComparer.Ordinal);
        var unknown = applied.Except(scripts.Ids, StringComparer.Ordinal);

        return
        [
            .. pending.Select(id => new VerificationFinding(Check, $"{id} is pending", "db upgrade")),
            .. unknown.Select(id => new VerificationFinding(
                Check,
                $"{id} was applied and is unknown to this build",
                "run the db tool of the newer release, or take it back with that one's db downgrade"
            )),
            .. applied
                .Intersect(scripts.Ids, StringComparer.Ordinal)
                .Where(id => WasOtherwise(id, scripts, history))
                .Select(id => new VerificationFinding(
                    Check,
                    $"{id} has other SQL now than when it was applied",
                    "leave a migration as it was once it has been applied, and make another one"
                )),
        ];
    }

    /// <summary>The ids of what was applied, oldest first; none in a database that was never migrated.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(
        NpgsqlConnection owner,
        CancellationToken cancellationToken
    ) =>
        await owner.ScalarAsync<bool>(
            "SELECT to_regclass($1) IS NOT NULL",
            cancellationToken,
            $"public.\"{HistoryRepository.DefaultTableName}\""
        )
            ? await owner.TextsAsync(
                $"SELECT \"MigrationId\" FROM public.\"{HistoryRepository.DefaultTableName}\" ORDER BY 1",
                cancellationToken
            )
            : [];

    private static bool WasOtherwise(
        string id,
        MigrationScripts scripts,
        IReadOnlyList<HistoryEntry> history
    ) =>
        history.LastOrDefault(entry =>
            entry.Migration.Equals(id, StringComparison.Ordinal)
            && entry.Direction is MigrationDirection.Up
            && entry.Status is AttemptStatus.Success
        )
            is { Checksum: { } checksum }
        && !checksum.Equals(scripts.Up(id).Checksum, StringComparison.Ordinal);
}
