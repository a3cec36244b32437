namespace Enterprise.Infrastructure.Caching;

/// <summary>An answer that is remembered.</summary>
/// <param name="Utf8">The JSON.</param>
/// <param name="ReadAt">The time stamp before it was read.</param>
/// <param name="Position">How far the log of its tags was then: what was changed later it may not know of.</param>
internal sealed record CacheEntry(byte[] Utf8, long ReadAt, ChangePosition Position)
{
    /// <summary>Whether another node has read it.</summary>
    public bool IsFromSecondLevel { get; init; }
}
