using System.Globalization;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>How far a search follows an HNSW index, and so how many of the true nearest it finds.</summary>
/// <remarks>
/// pgvector's settings of a session, sent with each search and bound to its transaction. A filter is applied to what
/// the index gives: it goes on giving until there are enough rows, or until one of these bounds
/// (pgvector's manual, iterative index scans).
/// </remarks>
internal sealed record HnswScan
{
    /// <summary>
    /// <c>hnsw.ef_search</c>: how many candidates are kept at a time, 1 to 1000. More find more of the true nearest,
    /// and take longer; <c>db recall</c> measures both.
    /// </summary>
    public int EfSearch { get; init; } = 200;

    /// <summary>
    /// <c>hnsw.iterative_scan</c>: in order of distance (<c>strict_order</c>), which drops what is found late, or
    /// nearly so, which keeps it. Whoever reads nearly in order sorts afterwards.
    /// </summary>
    public string Order { get; init; } = "relaxed_order";

    /// <summary>
    /// <c>hnsw.max_scan_tuples</c>: after so many rows the list stays short. No bound, for the deadline of the request
    /// is one already, and pgvector's own of 20,000 shortens lists silently.
    /// </summary>
    public int MaxScanTuples { get; init; } = int.MaxValue;

    /// <summary><c>hnsw.scan_mem_multiplier</c>: the memory of a scan as a multiple of <c>work_mem</c>, 1 to 1000.</summary>
    public int MemoryMultiplier { get; init; } = 16;

    /// <summary>What the service's searches use.</summary>
    public static HnswScan OfTheService { get; } = new();

    /// <summary>
    /// The statement that sets them until the end of the transaction. Searches are planned for their values: whether the
    /// index or all that a filter keeps is looked through depends on how much that is, and a generic plan does not know.
    /// </summary>
    public string Sql =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT set_config('hnsw.ef_search', '{EfSearch}', true), set_config('hnsw.iterative_scan', '{Order}', true),
                set_config('hnsw.max_scan_tuples', '{MaxScanTuples}', true),
                set_config('hnsw.scan_mem_multiplier', '{MemoryMultiplier}', true),
                set_config('plan_cache_mode', 'force_custom_plan', true)
            """
        );
}
