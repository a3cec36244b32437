using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Destinations that one session works at while others leave them alone, without a transaction.</summary>
/// <remarks>
/// Row locks would last as long as a transaction, and so as long as the wait for an embedding service, and hold up
/// whoever describes such a place. Advisory locks of the session (PostgreSQL manual, section 13.3.5) hold up nobody
/// but others of this kind, write nothing, and end with the session, also where that is lost with its node. Behind
/// a pooler a session is anybody's: then nothing is locked, and the same may be worked out twice, which harms nothing.
/// </remarks>
internal sealed class DestinationClaim : IAsyncDisposable
{
    /// <summary>The first half of the locks' keys: "embe" as ASCII.</summary>
    private const int LockClass = 0x656D_6265;

    /// <summary>How many are looked at for one that is free: so many sessions may be at it at once.</summary>
    private const int Candidates = 8;

    private readonly NpgsqlConnection _connection;

    /// <summary>Until the answer says that nothing was locked: it may be lost.</summary>
    private bool _mayHold = true;

    private DestinationClaim(NpgsqlConnection connection) => _connection = connection;

    /// <summary>How many were free; some of them may have been done just before.</summary>
    public int Found { get; private set; }

    /// <summary>What is to be worked out, each with the text and what its embedding will be noted as.</summary>
    public IReadOnlyList<StalePlace> Places { get; private set; } = [];

    /// <summary>Claims some of those that a condition of <see cref="StaleDestinations"/> picks.</summary>
    /// <param name="connection">A session of its own.</param>
    /// <param name="condition">Which ones.</param>
    /// <param name="model">The model they should be of.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="without">Those that are not wanted, by what their embedding would be noted as.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DestinationClaim> TakeAsync(
        NpgsqlConnection connection,
        string condition,
        string model,
        int most,
        IReadOnlyCollection<string> without,
        CancellationToken cancellationToken
    )
    {
        var claim = new DestinationClaim(connection);
        var wanted = $"{condition} AND {DestinationColumns.EmbeddedAsSql} <> ALL ($2)";
        string[] unwanted = [.. without];

        try
        {
            var claimed = await RowsAsync(
                connection,
                $"""
                WITH stale AS MATERIALIZED (SELECT id FROM destinations WHERE {wanted} LIMIT $3)
                SELECT id, pg_backend_pid() = $4 FROM stale
                WHERE pg_backend_pid() <> $4 OR pg_try_advisory_lock({LockClass}, hashtext(id::text)) LIMIT $5
                """,
                row => (Id: row.GetGuid(0), IsLocked: row.GetBoolean(1)),
                [model, unwanted, most * Candidates, connection.ProcessID, most],
                cancellationToken
            );

            claim.Found = claimed.Count;
            claim._mayHold = claimed.Exists(place => place.IsLocked);

            // Once more: between the look and the lock somebody may have been through with one.
            claim.Places = await RowsAsync(
                connection,
                $"""
                SELECT id, {DestinationColumns.MeaningSql}, {DestinationColumns.EmbeddedAsSql}
                FROM destinations WHERE id = ANY ($3) AND {wanted}
                """,
                row => new StalePlace(row.GetGuid(0), row.GetString(1), row.GetString(2)),
                [model, unwanted, claimed.ConvertAll(place => place.Id).ToArray()],
                cancellationToken
            );

            return claim;
        }
        catch
        {
            await claim.DisposeAsync();

            throw;
        }
    }

    /// <summary>Lets go of them. A session that is broken has let go already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_mayHold || _connection.State != System.Data.ConnectionState.Open)
        {
            return;
        }

        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The SQL is that of this room; values are parameters."
    )]
    private static async Task<List<T>> RowsAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> map,
        object[] values,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();

        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(map(rows));
        }

        return found;
    }
}

/// <summary>A destination whose meaning is to be worked out.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Text">Of what.</param>
/// <param name="EmbeddedAs">What the embedding is noted as.</param>
internal sealed record StalePlace(Guid Id, string Text, string EmbeddedAs);
