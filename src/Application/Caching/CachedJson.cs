namespace Enterprise.Application.Caching;

/// <summary>An answer as it was remembered, or has just been read.</summary>
/// <param name="Utf8">The JSON; it is shared, and never changed.</param>
/// <param name="Age">How long ago it was read.</param>
/// <param name="Lifetime">From which age on it would be read anew; an older one is given in an outage only.</param>
public sealed record CachedJson(byte[] Utf8, TimeSpan Age, TimeSpan Lifetime);
