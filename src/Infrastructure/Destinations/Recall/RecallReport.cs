namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>How much of what is nearest the search by meaning finds, and how long that takes.</summary>
/// <param name="Destinations">How many have an embedding.</param>
/// <param name="Samples">How many of them were asked for what is like them.</param>
/// <param name="EfSearch">The <c>hnsw.ef_search</c> of the service.</param>
/// <param name="IterativeScan">Its <c>hnsw.iterative_scan</c>.</param>
/// <param name="Parts">All destinations, then those that a filter keeps.</param>
public sealed record RecallReport(
    int Destinations,
    int Samples,
    int EfSearch,
    string IterativeScan,
    IReadOnlyList<RecallPart> Parts
)
{
    /// <summary>The least mean recall that the service is content with.</summary>
    public const double LeastRecall = 0.95;

    /// <summary>Whether the service finds enough, and all that a list has room for.</summary>
    public bool IsGood => Parts.All(part => part.Service is { Recall: >= LeastRecall, ShortLists: 0 });
}

/// <summary>The searches with one filter.</summary>
/// <param name="Filter">What it keeps.</param>
/// <param name="ByEfSearch">What following the index gives, for each <c>hnsw.ef_search</c>.</param>
/// <param name="Service">What the service gives, by its settings and the planner's choice.</param>
/// <param name="ServiceUsesIndex">Whether the planner follows the index for it; else the search is exact.</param>
public sealed record RecallPart(
    RecallFilter Filter,
    IReadOnlyList<RecallLine> ByEfSearch,
    RecallLine Service,
    bool ServiceUsesIndex
);

/// <summary>What a search is limited to.</summary>
/// <param name="Country">The country; null for all.</param>
/// <param name="Tag">The tag; null for all.</param>
/// <param name="Rows">How many destinations that are.</param>
public sealed record RecallFilter(string? Country, string? Tag, int Rows);

/// <summary>What was measured with one <c>hnsw.ef_search</c>.</summary>
/// <param name="EfSearch">Its value.</param>
/// <param name="Recall">Which part of the ten nearest was found, 0 to 1: the mean of all samples.</param>
/// <param name="Worst">The same of the worst sample.</param>
/// <param name="P50Ms">The latency in ms of the median search, with its round trip.</param>
/// <param name="P95Ms">The latency in ms that one search in twenty exceeds.</param>
/// <param name="ShortLists">How many lists had fewer rows than they had room for and than there are.</param>
public sealed record RecallLine(
    int EfSearch,
    double Recall,
    double Worst,
    double P50Ms,
    double P95Ms,
    int ShortLists
);
