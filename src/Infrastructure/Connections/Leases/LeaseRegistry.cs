using System.Collections.Concurrent;

namespace Enterprise.Infrastructure.Connections.Leases;

/// <summary>All leases of this node that have not been given back.</summary>
internal sealed class LeaseRegistry(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, ConnectionLease> _leases = new();
    private long _last;

    public long Now => clock.GetTimestamp();

    public bool IsEmpty => _leases.IsEmpty;

    /// <summary>What is lent, in no order; asked several times a second, so neither copied nor locked.</summary>
    public IEnumerable<ConnectionLease> Lent => _leases.Select(lease => lease.Value);

    public TimeSpan ElapsedSince(long since) => clock.GetElapsedTime(since);

    public long Add(ConnectionLease lease)
    {
        var id = Interlocked.Increment(ref _last);
        _leases[id] = lease;

        return id;
    }

    public void Remove(ConnectionLease lease) => _leases.TryRemove(lease.Id, out _);
}
