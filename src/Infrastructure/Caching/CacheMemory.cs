using Microsoft.Extensions.Caching.Memory;

namespace Enterprise.Infrastructure.Caching;

/// <summary>The answers that this node remembers, up to a size: what has not been asked for longest goes first.</summary>
internal sealed class CacheMemory(CacheOptions options) : IDisposable
{
    /// <summary>What an answer takes beside its JSON and its key, roughly.</summary>
    private const int Overhead = 400;

    private readonly MemoryCache _entries = new(
        new MemoryCacheOptions { SizeLimit = options.MaxBytes, TrackStatistics = true }
    );

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>What they take, in bytes.</summary>
    public long Bytes => _entries.GetCurrentStatistics()!.CurrentEstimatedSize ?? 0;

    /// <summary>The answer that is remembered, fresh or not; null for none.</summary>
    public CacheEntry? Find(string key) => _entries.Get<CacheEntry>(key);

    /// <summary>Remembers an answer, in the place of the one before.</summary>
    public void Keep(string key, CacheEntry entry, TimeSpan keptFor)
    {
        using var kept = _entries.CreateEntry(key);
        kept.Value = entry;
        kept.Size = entry.Utf8.Length + key.Length * sizeof(char) + Overhead;
        kept.AbsoluteExpirationRelativeToNow = keptFor;
    }

    public void Dispose() => _entries.Dispose();
}
