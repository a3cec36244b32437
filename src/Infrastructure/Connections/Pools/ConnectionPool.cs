using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>The connections for one purpose and one way to the server, and the bulkhead before them.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private const int FirstAfterOutage = 2;
    private const long Never = long.MinValue;

    private static readonly TimeSpan RenewAgainAfter = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;
    private long _renewedAt = Never;
    private int _width;

    public ConnectionPool(
        string name,
        ConnectionPurpose purpose,
        ConnectionMode mode,
        PoolBounds bounds,
        NpgsqlDataSource source,
        CircuitBreaker primaryBreaker,
        CircuitBreaker anyBreaker,
        TimeProvider clock
    )
    {
        (Name, Purpose, Mode, Bounds) = (name, purpose, mode, bounds);
        (_source, _clock) = (source, clock);
        Statistics = new PoolStatistics(name);
        Bulkhead = new Bulkhead(bounds.Max);
        Sizing = new Sizing.PoolSizing(this);
        Primary = With(TargetSessionAttributes.ReadWrite);
        StandbyFirst = With(TargetSessionAttributes.PreferStandby);
        PrimaryFirst = With(TargetSessionAttributes.PreferPrimary);
        (PrimaryBreaker, AnyBreaker) = (primaryBreaker, anyBreaker);
        _width = bounds.Max;
        primaryBreaker.WhenClosed(LetInFew);

        if (!ReferenceEquals(primaryBreaker, anyBreaker))
        {
            anyBreaker.WhenClosed(LetInFew);
        }
    }

    public string Name { get; }

    public ConnectionPurpose Purpose { get; }

    public ConnectionMode Mode { get; }

    public PoolBounds Bounds { get; }

    public Bulkhead Bulkhead { get; }

    public PoolStatistics Statistics { get; }

    public Sizing.PoolSizing Sizing { get; }

    /// <summary>Whether there may be standbys, so that it matters which server answers.</summary>
    public bool HasStandbys => _source is NpgsqlMultiHostDataSource;

    /// <summary>The server that takes changes.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>A standby, or the primary where none is up.</summary>
    public NpgsqlDataSource StandbyFirst { get; }

    /// <summary>The primary, or a standby where it is down.</summary>
    public NpgsqlDataSource PrimaryFirst { get; }

    public CircuitBreaker PrimaryBreaker { get; }

    /// <summary>Counts what fails although any server would do.</summary>
    public CircuitBreaker AnyBreaker { get; }

    /// <summary>A connection was opened; after an outage that makes room for one more.</summary>
    public void Opened(TimeSpan waited)
    {
        Statistics.Leased(waited);

        if (Bulkhead.Width < Volatile.Read(ref _width))
        {
            Bulkhead.Widen(Volatile.Read(ref _width));
        }
    }

    /// <summary>Lets in as many as the load needs, within its bounds; more of them one by one, as after an outage.</summary>
    public void ApplySizing()
    {
        var width = Math.Min(Sizing.Recommended, Bounds.Max);
        Volatile.Write(ref _width, width);

        if (width < Bulkhead.Width)
        {
            Bulkhead.Resize(width);
        }
    }

    /// <summary>Drops its idle connections: they lead to a former primary, or know the schema of before.</summary>
    public void Renew()
    {
        var last = Interlocked.Read(ref _renewedAt);

        if (
            (last is not Never && _clock.GetElapsedTime(last) < RenewAgainAfter)
            || Interlocked.CompareExchange(ref _renewedAt, _clock.GetTimestamp(), last) != last
        )
        {
            return;
        }

        _source.Clear();
        LookAgain();
    }

    /// <summary>
    /// Forgets which servers are down or standbys. Where there are several, the driver takes a server to be down that has
    /// ended one session; its other connections may well live.
    /// </summary>
    public void LookAgain() => (_source as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();

    public PoolReport Report() =>
        new(
            Name,
            Mode,
            Bounds.Max,
            Bulkhead.Width,
            Bulkhead.Busy,
            Bulkhead.Waiting,
            Statistics.Leases,
            Statistics.Failures,
            Statistics.Timeouts,
            Statistics.Waited / Math.Max(1, Statistics.Leases),
            Statistics.LongestWait,
            Statistics.Used / Math.Max(1, Statistics.Leases),
            Statistics.LongestUse,
            Sizing.Recommended
        );

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        Bulkhead.Dispose();
    }

    /// <summary>A server that has just come back is not stormed: each success lets in one more.</summary>
    private void LetInFew() => Bulkhead.Resize(FirstAfterOutage);

    private NpgsqlDataSource With(TargetSessionAttributes target) =>
        _source is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(target) : _source;
}
