using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Resilience;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Remembers, where there are standbys, how far the log was after a commit of this request.</summary>
internal static class WrittenPosition
{
    private const string Sql = "SELECT pg_current_wal_flush_lsn()";

    /// <summary>Notes the position for what the request reads later, and for its answer.</summary>
    public static async Task NoteAsync(ConnectionLease lease)
    {
        if (lease.Pool.HasStandbys && RequestScope.Current is { } request)
        {
            request.Wrote(await AskAsync(lease.Connection));
        }
    }

    /// <summary>A commit was made whose position nobody knows: the primary must serve what follows.</summary>
    public static void Lost(ConnectionLease lease)
    {
        if (lease.Pool.HasStandbys)
        {
            RequestScope.Current?.Wrote(LogPosition.PrimaryOnly);
        }
    }

    /// <summary>The commit is made whatever happens here: without an answer the primary must serve what follows.</summary>
    private static async Task<LogPosition> AskAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand(Sql, connection);

            return
                await command.ExecuteScalarAsync(CancellationToken.None) is NpgsqlLogSequenceNumber position
                ? new LogPosition((ulong)position)
                : LogPosition.PrimaryOnly;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            return LogPosition.PrimaryOnly;
        }
    }
}
