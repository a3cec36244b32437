using Enterprise.Infrastructure.Vectors;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.Extensions.AI;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Works out what some destinations mean, and stores it: a batch at a time, by whoever comes with a connection.</summary>
/// <remarks>
/// No transaction waits for the generator: the texts are read, then it is asked, then one statement stores what came
/// of those texts that still stand. What was described anew meanwhile stays as it is, for another batch.
/// </remarks>
internal sealed class DestinationEmbedding(IEmbeddingGenerator<string, Embedding<float>> generator)
{
    private const string Store = $"""
        UPDATE destinations SET embedding = made.embedding::vector, embedded_as = made.embedded_as
        FROM unnest($2, $3, $4) made (id, embedding, embedded_as)
        WHERE destinations.id = made.id AND made.embedded_as = {DestinationColumns.EmbeddedAsSql}
        """;

    private readonly string _model = generator.ModelName();
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>How many texts the generator has refused by themselves; they are not tried again.</summary>
    public int Refused => _refused.Count;

    /// <summary>Does one batch, and says what came of it; none is claimed where none is left.</summary>
    /// <param name="connection">Open, and in no transaction.</param>
    /// <param name="condition">Which ones; see <see cref="StaleDestinations"/>.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends it; what is not stored is for another time.</param>
    /// <exception cref="EmbeddingFailedException">The generator failed.</exception>
    /// <exception cref="NpgsqlException">The database failed.</exception>
    public async Task<EmbeddedBatch> RunBatchAsync(
        NpgsqlConnection connection,
        string condition,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var claim = await DestinationClaim.TakeAsync(
            connection,
            condition,
            _model,
            most,
            _refused,
            cancellationToken
        );

        if (claim.Places.Count == 0)
        {
            return new EmbeddedBatch(claim.Found, Made: 0);
        }

        var made = await EmbedAsync(claim.Places, cancellationToken);
        await StoreAsync(connection, made);

        return new EmbeddedBatch(claim.Found, made.Count);
    }

    /// <summary>Tries again those that were refused.</summary>
    public void ForgetRefused() => _refused.Clear();

    private async Task<List<(StalePlace Place, ReadOnlyMemory<float> Meaning)>> EmbedAsync(
        IReadOnlyList<StalePlace> places,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var embeddings = await generator.GenerateAsync(
                places.Select(place => place.Text),
                cancellationToken: cancellationToken
            );

            return [.. places.Zip(embeddings, (place, embedding) => (place, embedding.Vector))];
        }
        catch (EmbeddingFailedException failure) when (failure.IsOfTexts)
        {
            return await EmbedEachAsync(places, failure, cancellationToken);
        }
    }

    /// <summary>One text that is too long for the service must not keep the others from it.</summary>
    private async Task<List<(StalePlace Place, ReadOnlyMemory<float> Meaning)>> EmbedEachAsync(
        IReadOnlyList<StalePlace> places,
        EmbeddingFailedException failureOfAll,
        CancellationToken cancellationToken
    )
    {
        var made = new List<(StalePlace, ReadOnlyMemory<float>)>();
        var refused = new List<string>();

        foreach (var place in places)
        {
            try
            {
                var embedding = await generator.GenerateAsync(
                    [place.Text],
                    cancellationToken: cancellationToken
                );
                made.Add((place, embedding[0].Vector));
            }
            catch (EmbeddingFailedException failure) when (failure.IsOfTexts)
            {
                refused.Add(place.EmbeddedAs);
            }
        }

        // Where none of several is taken, it is not the texts.
        if (made.Count == 0 && places.Count > 1)
        {
            throw failureOfAll;
        }

        _refused.UnionWith(refused);

        return made;
    }

    private async Task StoreAsync(
        NpgsqlConnection connection,
        List<(StalePlace Place, ReadOnlyMemory<float> Meaning)> made
    )
    {
        await using var command = new NpgsqlCommand(Store, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = _model },
                new NpgsqlParameter { Value = made.Select(one => one.Place.Id).ToArray() },
                new NpgsqlParameter
                {
                    Value = made.Select(one => new Vector(one.Meaning).ToString()).ToArray(),
                },
                new NpgsqlParameter { Value = made.Select(one => one.Place.EmbeddedAs).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

/// <summary>What came of a batch of destinations.</summary>
/// <param name="Claimed">How many there were; 0 where none is left, or others are at them.</param>
/// <param name="Made">How many of them were worked out; others were done already, or their texts refused.</param>
internal readonly record struct EmbeddedBatch(int Claimed, int Made);
