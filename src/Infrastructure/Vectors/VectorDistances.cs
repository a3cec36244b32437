namespace Enterprise.Infrastructure.Vectors;

/// <summary>How far two vectors are apart, for queries: each becomes an operator that an index can serve.</summary>
/// <remarks>
/// An index serves one distance only, that of its operator class, and only in <c>ORDER BY distance LIMIT n</c>,
/// ascending. Vectors of unlike dimensions fail on the server (22000). Outside a query none of these can be called.
/// </remarks>
public static class VectorDistances
{
    /// <summary>The cosine distance, 0 to 2: <c>&lt;=&gt;</c>, index by <c>vector_cosine_ops</c>.</summary>
    public static double CosineDistance(this Vector vector, Vector other) =>
        throw OutsideQuery(nameof(CosineDistance));

    /// <summary>The Euclidean distance: <c>&lt;-&gt;</c>, index by <c>vector_l2_ops</c>.</summary>
    public static double L2Distance(this Vector vector, Vector other) =>
        throw OutsideQuery(nameof(L2Distance));

    /// <summary>
    /// The inner product <b>negated</b>, so that the nearest is the least: <c>&lt;#&gt;</c>, index by
    /// <c>vector_ip_ops</c>.
    /// </summary>
    public static double MaxInnerProduct(this Vector vector, Vector other) =>
        throw OutsideQuery(nameof(MaxInnerProduct));

    private static InvalidOperationException OutsideQuery(string method) =>
        new($"{method} is computed by the database: call it on a column within a query.");
}
