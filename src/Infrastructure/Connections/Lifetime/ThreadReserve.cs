using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections.Leases;

namespace Enterprise.Infrastructure.Connections.Lifetime;

/// <summary>Has threads ready when answers stop coming, and only then.</summary>
/// <remarks>
/// The driver cancels a command that ran out of time by a second connection, and blocks a thread on it. In a dead
/// network that is one for each connection, and the pool of threads grows by two a second. To keep so many from
/// the start costs half of the throughput on a small machine: they wake for whatever comes, and crowd each other.
/// </remarks>
internal sealed class ThreadReserve(LeaseRegistry leases, PoolOptions options, TimeProvider clock)
    : PeriodicWork(LookEvery, clock)
{
    /// <summary>More than the connections whose commands may run out of time at once.</summary>
    public const int Threads = 100;

    /// <summary>So many that are late at once are no slow queries.</summary>
    public const int Suspicious = 3;

    /// <summary>For how long all must be well before the threads are given up.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private (int Workers, int Ports)? _usual;
    private long _lastLate;

    /// <summary>From which age on a lease for short work is late: well before its command runs out of time.</summary>
    private TimeSpan Late => TimeSpan.FromSeconds(options.CommandTimeout) / 4;

    protected override Task WorkAsync(CancellationToken cancellationToken)
    {
        Look();

        return Task.CompletedTask;
    }

    internal void Look()
    {
        if (leases.Lent.Count(IsLate) >= Suspicious)
        {
            _lastLate = Clock.GetTimestamp();
            Raise();
        }
        else if (_usual is { } usual && Clock.GetElapsedTime(_lastLate) > Calm)
        {
            ThreadPool.SetMinThreads(usual.Workers, usual.Ports);
            _usual = null;
        }
    }

    private void Raise()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);

        if (workers < Threads)
        {
            _usual = (workers, ports);
            ThreadPool.SetMinThreads(Threads, ports);
        }
    }

    private bool IsLate(ConnectionLease lease) =>
        lease.Purpose is ConnectionPurpose.Read or ConnectionPurpose.Write && lease.Age > Late;
}
