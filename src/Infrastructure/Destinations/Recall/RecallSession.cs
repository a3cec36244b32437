using System.Diagnostics;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Vectors;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>A connection that always goes the same way: exactly, along the index, or as the planner likes.</summary>
/// <remarks>One for each way, since a statement that is prepared keeps the plan of its first way.</remarks>
internal sealed class RecallSession(NpgsqlDataSource source, NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>All rows, or those of the filter, are compared: only a plain index scan has the order of HNSW.</summary>
    public const string Exactly = "SET enable_indexscan = off";

    /// <summary>Whatever else gives the nearest is made dear.</summary>
    public const string AlongTheIndex =
        "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off";

    /// <summary>As the service.</summary>
    public const string AsPlanned = "SET enable_indexscan = on";

    public NpgsqlConnection Connection => connection;

    public static async Task<RecallSession> OpenAsync(
        string connectionString,
        TlsOptions tls,
        string way,
        CancellationToken cancellationToken
    )
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                GssEncryptionMode = GssEncryptionMode.Disable,
                CommandTimeout = 0,
                // As in the service, whose statements are prepared when they come again.
                MaxAutoPrepare = 64,
                AutoPrepareMinUsages = 2,
            }.ConnectionString
        );
        builder.UseSslClientAuthenticationOptionsCallback(tls.Apply);
        builder.UseVector();
        var source = builder.Build();

        try
        {
            var session = new RecallSession(source, await source.OpenConnectionAsync(cancellationToken));
            // Of many rows an exact search takes longer than the service may.
            await session.Connection.SendAsync($"{way}; SET statement_timeout = 0", cancellationToken);

            return session;
        }
        catch
        {
            await source.DisposeAsync();

            throw;
        }
    }

    /// <summary>The similarities that a search finds, and how long it takes.</summary>
    public async Task<(double[] Similarities, TimeSpan Latency)> AskAsync(
        RecallSample sample,
        RecallFilter filter,
        HnswScan scan,
        CancellationToken cancellationToken
    )
    {
        var search = sample.SearchIn(filter);
        var began = Stopwatch.GetTimestamp();
        var found = await FoundRows.ReadAsync(
            connection,
            scan.Sql,
            search.Text,
            search.Values,
            cancellationToken
        );

        return (sample.SimilaritiesOf(found), Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Whether a search follows the HNSW index: only there stands an order within a scan.</summary>
    public async Task<bool> UsesIndexAsync(
        DestinationSearchSql search,
        HnswScan scan,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.SendAsync(scan.Sql, cancellationToken);
        var plan = await connection.TextsAsync(
            $"EXPLAIN {search.Text}",
            cancellationToken,
            [.. search.Values]
        );

        return plan.Any(line => line.TrimStart().StartsWith("Order By: ", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await source.DisposeAsync();
    }
}
