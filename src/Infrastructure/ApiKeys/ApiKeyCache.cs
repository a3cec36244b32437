using System.Collections.Concurrent;
using Enterprise.Application.ApiKeys;
using Enterprise.Infrastructure.Notifications;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Remembers for a few seconds what the database said of keys, so that most requests need not ask.</summary>
/// <remarks>
/// <para>
/// A change of any key, which the database tells every node of, makes all nodes forget all keys. That is coarse,
/// but it is rare, and there is no race in it: what was asked before a change is never kept after it.
/// </para>
/// <para>Without a live listener nothing is remembered, so a revoked key is refused within a second, always.</para>
/// </remarks>
internal sealed class ApiKeyCache(
    ApiKeyDirectory directory,
    ApiKeyCacheOptions options,
    NotificationLink link,
    TimeProvider clock
) : IApiKeyDirectory, INotificationSubscriber
{
    /// <summary>Above it all are forgotten: some 3 MB.</summary>
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<KeyHash, Entry> _entries = new();
    private long _changes;

    public string Channel => "api_keys";

    public ValueTask<ApiKeyRecord?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var key = KeyHash.From(hash);

        return _entries.TryGetValue(key, out var entry) && IsCurrent(entry)
            ? new ValueTask<ApiKeyRecord?>(entry.Record)
            : AskAsync(key, hash, cancellationToken);
    }

    public void Forget()
    {
        Interlocked.Increment(ref _changes);
        _entries.Clear();
    }

    public void Hear(string payload) => Forget();

    public void LoseTouch() => Forget();

    private async ValueTask<ApiKeyRecord?> AskAsync(
        KeyHash key,
        byte[] hash,
        CancellationToken cancellationToken
    )
    {
        // Noted before the question: the answer to it may be older than a change that is heard meanwhile.
        var (since, changes, isHeard) = (clock.GetTimestamp(), Interlocked.Read(ref _changes), link.IsLive);
        var record = await directory.FindAsync(hash, cancellationToken);

        if (record is not null && isHeard)
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            _entries[key] = new Entry(record, since, changes);
        }

        return record;
    }

    private bool IsCurrent(Entry entry) =>
        entry.Changes == Interlocked.Read(ref _changes)
        && clock.GetElapsedTime(entry.Since) < options.Lifetime
        && link.IsLive;

    private sealed record Entry(ApiKeyRecord Record, long Since, long Changes);
}
