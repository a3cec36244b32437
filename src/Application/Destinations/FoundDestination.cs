namespace Enterprise.Application.Destinations;

/// <summary>A destination that was found.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Similarity">The cosine similarity to what was asked, −1 to 1; null where meaning was not asked for.</param>
/// <param name="Score">What the results are ordered by; more is better, and it compares within one answer alone.</param>
public sealed record FoundDestination(DestinationView Destination, double? Similarity, double Score);

/// <summary>The destinations that were found, the best first.</summary>
/// <param name="Items">The destinations.</param>
public sealed record FoundDestinations(IReadOnlyList<FoundDestination> Items);
