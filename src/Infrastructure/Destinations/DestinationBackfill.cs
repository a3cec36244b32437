using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Works out what destinations mean, where that is missing or of another text or model than it should be.</summary>
/// <remarks>
/// Each batch is a transaction: what was done stands, and it goes on from there when it is begun again. Rows that
/// somebody else is at are left to them.
/// </remarks>
public sealed class DestinationBackfill(
    string ownerConnectionString,
    TlsOptions tls,
    IEmbeddingGenerator<string, Embedding<float>> generator
)
{
    private const int BatchSize = 32;

    private const string Stale = $"""
        SELECT *, xmin FROM destinations WHERE embedded_as IS DISTINCT FROM {DestinationColumns.EmbeddedAsSql}
        """;

    private readonly string _model = generator.ModelName();

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(ownerConnectionString, tls);

        return await StaleIn(db, Stale).CountAsync(cancellationToken);
    }

    /// <summary>Does all of them, and gives their number.</summary>
    /// <param name="progress">Is told how many are done after each batch.</param>
    /// <param name="cancellationToken">Ends it after the batch that is under way.</param>
    public async Task<int> RunAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var done = 0;

        for (int batch; (batch = await RunBatchAsync(cancellationToken)) > 0; )
        {
            done += batch;
            progress?.Report(done);
        }

        return done;
    }

    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(ownerConnectionString, tls);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var places = await StaleIn(db, $"{Stale} LIMIT {BatchSize} FOR UPDATE SKIP LOCKED")
            .AsTracking()
            .ToListAsync(cancellationToken);

        if (places.Count == 0)
        {
            return 0;
        }

        var embeddings = await generator.GenerateAsync(
            places.Select(place => place.Meaning),
            cancellationToken: cancellationToken
        );

        foreach (var (place, embedding) in places.Zip(embeddings))
        {
            DestinationColumns.Keep(db, place, embedding.Vector, _model);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        return places.Count;
    }

    private IQueryable<Destination> StaleIn(EnterpriseDbContext db, string sql) =>
        db.Set<Destination>().FromSqlRaw(sql.Replace("$1", "{0}", StringComparison.Ordinal), _model);
}
