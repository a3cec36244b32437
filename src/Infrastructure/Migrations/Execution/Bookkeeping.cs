using Enterprise.Infrastructure.Migrations.History;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Execution;

/// <summary>What a migration leaves about itself, in its own transaction.</summary>
internal static class Bookkeeping
{
    /// <summary>
    /// Keeps <c>dotnet ef database update</c> out, which knows no lock but the one of its own table; who only reads
    /// that table is let in.
    /// </summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.SendAsync(
            $"LOCK TABLE \"{HistoryRepository.DefaultTableName}\" IN SHARE ROW EXCLUSIVE MODE",
            cancellationToken
        );

    /// <summary>Writes EF Core's note and the entry of success.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        Attempt attempt,
        CancellationToken cancellationToken
    )
    {
        await connection.SendAsync(attempt.Script.Bookkeeping, cancellationToken);
        await MigrationHistory.SucceedAsync(connection, attempt, cancellationToken);
    }
}
