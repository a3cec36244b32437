namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>What an examination of the search by meaning measures.</summary>
public sealed record RecallOptions
{
    /// <summary>The most destinations that are asked for.</summary>
    public const int MaxSamples = 10_000;

    /// <summary>The greatest <c>hnsw.ef_search</c> that pgvector takes.</summary>
    public const int MaxEfSearch = 1000;

    /// <summary>How many destinations are asked for what is like them, 1 to <see cref="MaxSamples"/>.</summary>
    public int Samples { get; init; } = 100;

    /// <summary>The values of <c>hnsw.ef_search</c> that are compared, each 1 to <see cref="MaxEfSearch"/>.</summary>
    public IReadOnlyList<int> EfSearch { get; init; } = [10, 20, 40, 80, 160, 320];
}
