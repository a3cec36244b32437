using System.Diagnostics;
using Enterprise.Infrastructure.Connections.Pools;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Leases;

/// <summary>A connection that is lent, until it is disposed.</summary>
public sealed class ConnectionLease : IAsyncDisposable
{
    private readonly ConnectionPool _pool;
    private readonly LeaseRegistry _registry;
    private readonly long _since;
    private int _returned;

    internal ConnectionLease(
        ConnectionPool pool,
        LeaseRegistry registry,
        NpgsqlConnection connection,
        string strategy,
        string holder,
        StackTrace? stack
    )
    {
        (_pool, _registry, _since) = (pool, registry, registry.Now);
        (Connection, Strategy, Holder, Stack) = (connection, strategy, holder, stack);
        Id = registry.Add(this);
    }

    /// <summary>Its number on this node.</summary>
    public long Id { get; }

    /// <summary>The connection; it is open.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>What it is wanted for.</summary>
    public ConnectionPurpose Purpose => _pool.Purpose;

    /// <summary>The way to the server.</summary>
    public ConnectionMode Mode => _pool.Mode;

    /// <summary>Who has it: the member and, for leases of its own, the place in the source that acquired it.</summary>
    public string Holder { get; }

    /// <summary>By which strategy it was opened.</summary>
    public string Strategy { get; }

    /// <summary>How long it has been lent.</summary>
    public TimeSpan Age => _registry.ElapsedSince(_since);

    /// <summary>Where it was acquired; null where the data layer itself did that.</summary>
    internal StackTrace? Stack { get; }

    internal ConnectionPool Pool => _pool;

    /// <summary>Whether its age has been complained of already.</summary>
    internal bool IsReported { get; set; }

    /// <summary>Gives it back; a second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _returned, 1) != 0)
        {
            return;
        }

        try
        {
            await Connection.DisposeAsync();
        }
        finally
        {
            _registry.Remove(this);
            _pool.Statistics.Returned(Age);
            _pool.Bulkhead.Leave();
        }
    }

    internal LeaseReport Report() => new(Id, _pool.Name, Holder, Age);
}
