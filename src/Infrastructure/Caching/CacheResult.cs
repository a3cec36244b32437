namespace Enterprise.Infrastructure.Caching;

/// <summary>Where an answer came from, as metrics call it.</summary>
internal sealed record CacheResult(string Word)
{
    /// <summary>From memory.</summary>
    public static readonly CacheResult Hit = new("hit");

    /// <summary>From the second level.</summary>
    public static readonly CacheResult Second = new("second");

    /// <summary>From the database.</summary>
    public static readonly CacheResult Miss = new("miss");

    /// <summary>From the database, which somebody else had asked already.</summary>
    public static readonly CacheResult Joined = new("joined");

    /// <summary>From memory, although it may be outdated: the database did not answer.</summary>
    public static readonly CacheResult Stale = new("stale");

    /// <summary>From the database, past the cache: nothing may be remembered at the moment, or for this caller.</summary>
    public static readonly CacheResult Bypass = new("bypass");
}
