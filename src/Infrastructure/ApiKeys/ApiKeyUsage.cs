using System.Collections.Concurrent;
using Enterprise.Application.ApiKeys;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>The keys that have been presented on this node and whose time of use is not stored yet.</summary>
internal sealed class ApiKeyUsage : IApiKeyUsage
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _noted = new();

    public void Note(Guid keyId, DateTimeOffset at) =>
        _noted.AddOrUpdate(keyId, static (_, at) => at, static (_, known, at) => at > known ? at : known, at);

    /// <summary>Takes out what is noted; what is noted meanwhile stays for the next time.</summary>
    public IReadOnlyList<KeyValuePair<Guid, DateTimeOffset>> Take()
    {
        // In one order on every node, so that two that store at once do not block each other for good.
        // The dictionary's own copy is one moment of it; LINQ would count first and copy after, and fail in between.
        var taken = _noted.ToArray();
        Array.Sort(taken, static (one, other) => one.Key.CompareTo(other.Key));

        foreach (var use in taken)
        {
            _noted.TryRemove(use);
        }

        return taken;
    }
}
