namespace Enterprise.Application.Destinations;

/// <summary>What is searched for.</summary>
/// <param name="Mode">By meaning, by words or by both.</param>
/// <param name="Text">The words; null where none are given.</param>
/// <param name="Embedding">The meaning; null where it is not searched by.</param>
/// <param name="Limit">The most results: 1 to 50.</param>
/// <param name="MinSimilarity">The least cosine similarity; null for any.</param>
/// <param name="Country">Only destinations of this country; null for all.</param>
/// <param name="Tags">Only destinations with all of these tags.</param>
public sealed record DestinationQuery(
    SearchMode Mode,
    string? Text,
    ReadOnlyMemory<float>? Embedding,
    int Limit,
    double? MinSimilarity,
    string? Country,
    IReadOnlyList<string> Tags
);
