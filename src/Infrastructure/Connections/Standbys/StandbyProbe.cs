using Enterprise.Infrastructure.Connections.Pools;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Asks one server, on a connection of its own, what it is and how far it is.</summary>
internal sealed class StandbyProbe(
    ServerPlace place,
    ConnectionStrings connections,
    DataSourceFactory sources,
    PoolBounds bounds
) : IAsyncDisposable
{
    private const string Sql = """
        SELECT pg_is_in_recovery(),
            CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END
        """;

    private readonly NpgsqlDataSource _source = sources.Create(
        $"standby-probe-{place}",
        new NpgsqlConnectionStringBuilder(connections.For(ConnectionMode.Transaction))
        {
            Host = place.Host,
            Port = place.Port,
        }.ConnectionString,
        bounds
    );

    public ServerPlace Place => place;

    public async Task<(bool IsStandby, LogPosition? Position)> AskAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        return (
            row.GetBoolean(0),
            await row.IsDBNullAsync(1, cancellationToken)
                ? null
                : new LogPosition((ulong)row.GetFieldValue<NpgsqlLogSequenceNumber>(1))
        );
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
