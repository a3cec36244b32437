using Enterprise.Application.Destinations;
using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Npgsql;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Finds destinations by pgvector and by PostgreSQL's full text search, each search in one statement.</summary>
internal sealed class DestinationIndex(
    IEmbeddingGenerator<string, Embedding<float>> generator,
    MeaningOfTexts meanings,
    StatementLog statements
) : IDestinationIndex
{
    private readonly string _model = generator.ModelName();

    public Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken) =>
        meanings.OfAsync(text, cancellationToken);

    public void Keep(DbContext db, Destination destination, ReadOnlyMemory<float>? meaning) =>
        DestinationColumns.Keep(db, destination, meaning, _model);

    public Task<IReadOnlyList<FoundDestination>> FindAsync(
        DbContext db,
        DestinationQuery query,
        CancellationToken cancellationToken
    )
    {
        var search = new DestinationSearchSql(query);

        return ReadAsync(db, search.Text, search.Values, cancellationToken);
    }

    public async Task<IReadOnlyList<FoundDestination>?> FindSimilarAsync(
        DbContext db,
        Guid id,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var found = await ReadAsync(db, DestinationSearchSql.Similar, [id, limit], cancellationToken);

        // The place itself comes first: without it there is none of this id.
        return found.Count == 0 ? null : [.. found.Skip(1)];
    }

    public Task<IReadOnlyList<FoundDestination>> FindPopularAsync(
        DbContext db,
        int limit,
        CancellationToken cancellationToken
    ) => ReadAsync(db, DestinationSearchSql.Popular, [limit], cancellationToken);

    private Task<IReadOnlyList<FoundDestination>> ReadAsync(
        DbContext db,
        string sql,
        IReadOnlyList<object> values,
        CancellationToken cancellationToken
    ) =>
        FoundRows.ReadAsync(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            new StatementWatch(statements, (db as EnterpriseDbContext)?.Pool),
            sql,
            values,
            cancellationToken
        );
}
