namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>The tests that look at the same crowd, which takes long to come together.</summary>
[CollectionDefinition(nameof(CrowdedDestinations))]
public sealed class CrowdedDestinationsGroup : ICollectionFixture<CrowdedDestinations>;
