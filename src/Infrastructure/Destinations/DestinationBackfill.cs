using System.Globalization;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Works out what destinations mean, where that is missing or of another text or model than it should be.</summary>
/// <remarks>
/// Each batch is stored when it is done: that stands, and it goes on from there when it is begun again. Rows that
/// somebody else is at are left to them.
/// </remarks>
public sealed class DestinationBackfill(
    string ownerConnectionString,
    TlsOptions tls,
    EmbeddingOptions options,
    IEmbeddingGenerator<string, Embedding<float>> generator
)
{
    private readonly string _model = generator.ModelName();

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await MigrationContext.OpenOwnerAsync(
            ownerConnectionString,
            tls,
            cancellationToken
        );
        await using var command = new NpgsqlCommand(
            $"SELECT count(*) FROM destinations WHERE {StaleDestinations.All}",
            (NpgsqlConnection)db.Database.GetDbConnection()
        )
        {
            Parameters = { new NpgsqlParameter { Value = _model } },
        };

        return Convert.ToInt32(
            await command.ExecuteScalarAsync(cancellationToken),
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>Does all of them, and gives their number.</summary>
    /// <param name="progress">Is told how many are done after each batch.</param>
    /// <param name="cancellationToken">Ends it; the batches before stand.</param>
    /// <exception cref="EmbeddingFailedException">The generator failed; what was done before stands.</exception>
    public async Task<int> RunAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var embedding = new DestinationEmbedding(generator);
        await using var db = await MigrationContext.OpenOwnerAsync(
            ownerConnectionString,
            tls,
            cancellationToken
        );
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var done = 0;

        // Most are found by an index; the whole table is read for what is left.
        foreach (
            var condition in (string[])[StaleDestinations.MissingOrOfAnotherModel, StaleDestinations.All]
        )
        {
            while (
                await embedding.RunBatchAsync(connection, condition, options.BatchSize, cancellationToken)
                    is { Claimed: > 0 } batch
            )
            {
                done += batch.Made;
                progress?.Report(done);
            }
        }

        return embedding.Refused == 0
            ? done
            : throw new EmbeddingFailedException(
                $"{done} destinations are done, but the embedding service does not take the texts "
                    + $"of {embedding.Refused} others: shorten them, or look at "
                    + $"{EmbeddingFailedException.Name(EmbeddingOptions.ModelSetting)}."
            );
    }
}
