using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Vectors;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>A destination whose likest are asked for.</summary>
internal sealed record RecallSample(Guid Id, Vector Embedding)
{
    /// <summary>How many of the nearest count: recall@10.</summary>
    public const int Nearest = 10;

    /// <summary>The destination itself is the nearest of all, and no merit.</summary>
    private const int WithItself = Nearest + 1;

    private const string Index = """
        SELECT EXISTS (SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
            WHERE indrelid = to_regclass('destinations') AND amname = 'hnsw' AND indisvalid)
        """;

    /// <summary>In the order of their sums: by chance, and the same ones each time.</summary>
    private const string Some = """
        SELECT id, embedding FROM destinations WHERE embedding IS NOT NULL ORDER BY md5(id::text) LIMIT $1
        """;

    /// <summary>How many destinations have an embedding, if there is anything to be measured.</summary>
    /// <exception cref="RecallException">There is no index, no embedding, or no eleventh row.</exception>
    public static async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await connection.ScalarAsync<bool>(Index, cancellationToken))
        {
            throw new RecallException(
                "destinations.embedding has no valid HNSW index, so each search reads all rows. See: db verify"
            );
        }

        var count = await connection.ScalarAsync<int>(
            "SELECT count(embedding)::int FROM destinations",
            cancellationToken
        );

        return count switch
        {
            0 => throw new RecallException("No destination has an embedding yet. Run: db embed"),
            < WithItself => throw new RecallException(
                $"Only {count} destinations have an embedding; the {Nearest} nearest of one can be missed from {WithItself} on."
            ),
            _ => count,
        };
    }

    /// <summary>Some of them.</summary>
    public static async Task<IReadOnlyList<RecallSample>> TakeAsync(
        NpgsqlConnection connection,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.Command(Some, count);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var samples = new List<RecallSample>();

        while (await rows.ReadAsync(cancellationToken))
        {
            samples.Add(new(rows.GetGuid(0), rows.GetFieldValue<Vector>(1)));
        }

        return samples;
    }

    /// <summary>The service's own search for it.</summary>
    public DestinationSearchSql SearchIn(RecallFilter filter) =>
        new(
            new DestinationQuery(
                SearchMode.Vector,
                Text: null,
                Embedding.Memory,
                WithItself,
                MinSimilarity: null,
                filter.Country,
                filter.Tag is { } tag ? [tag] : []
            )
        );

    /// <summary>The similarities of those that were found, without itself.</summary>
    public double[] SimilaritiesOf(IReadOnlyList<FoundDestination> found) =>
        [.. found.Where(one => one.Destination.Id != Id).Take(Nearest).Select(one => one.Similarity!.Value)];
}
