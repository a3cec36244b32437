using Enterprise.Domain.Vocabularies;
using Enterprise.Infrastructure.Migrations.Scripts;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.History;

/// <summary>Reads the history of migrations; who only asks needs no lock.</summary>
internal static class HistoryReader
{
    /// <summary>All entries, oldest first; none where there was never a run.</summary>
    public static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        if (
            !await connection.ScalarAsync<bool>(
                $"SELECT to_regclass('public.{HistoryTable.Name}') IS NOT NULL",
                cancellationToken
            )
        )
        {
            return [];
        }

        await using var command = connection.Command(
            $"""
            SELECT migration, direction, attempt, status, at, duration_ms, error, reason, checksum, actor,
                application_version, server
            FROM public.{HistoryTable.Name} ORDER BY id
            """
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<HistoryEntry>();

        while (await rows.ReadAsync(cancellationToken))
        {
            entries.Add(
                new(
                    rows.GetString(0),
                    Vocabulary<MigrationDirection>.ValueOf(rows.GetString(1)),
                    rows.GetInt32(2),
                    Vocabulary<AttemptStatus>.ValueOf(rows.GetString(3)),
                    rows.GetFieldValue<DateTimeOffset>(4),
                    rows.IsDBNull(5) ? null : rows.GetInt64(5),
                    Text(6),
                    Text(7),
                    Text(8),
                    rows.GetString(9),
                    rows.GetString(10),
                    rows.GetString(11)
                )
            );
        }

        return entries;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }
}
