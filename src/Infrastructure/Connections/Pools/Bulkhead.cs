namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>Lets no more callers at a pool than it has connections; the others wait their turn.</summary>
/// <remarks>
/// A place is held until the work is really over, also where its caller has gone: what hangs on a dead network
/// takes up places here, not threads and connections without end.
/// </remarks>
internal sealed class Bulkhead : IDisposable
{
    /// <summary>Of those who wait, more than this for each place are turned away at once.</summary>
    public const int WaitingPerPlace = 20;

    private readonly SemaphoreSlim _free;
    private readonly Lock _resizing = new();
    private readonly int _full;
    private int _width;
    private int _surplus;
    private int _busy;
    private int _waiting;

    public Bulkhead(int width)
    {
        (_full, _width) = (width, width);
        _free = new SemaphoreSlim(width);
    }

    /// <summary>How many may be inside.</summary>
    public int Width => Volatile.Read(ref _width);

    /// <summary>How many may be inside at the most.</summary>
    public int FullWidth => _full;

    /// <summary>How many are inside.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>How many wait to be let in.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a place.</summary>
    /// <returns>Whether there was one in time.</returns>
    public ValueTask<bool> EnterAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, cancellationToken))
        {
            return QueueAsync(patience, cancellationToken);
        }

        Interlocked.Increment(ref _busy);

        return new ValueTask<bool>(true);
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _busy);

        if (!TakeSurplus())
        {
            _free.Release();
        }
    }

    /// <summary>Lets in another number: 1 to <see cref="FullWidth"/>. Those who are inside stay.</summary>
    public void Resize(int width)
    {
        lock (_resizing)
        {
            Change(Math.Clamp(width, 1, _full) - _width);
        }
    }

    /// <summary>Lets in one more, up to a number.</summary>
    public void Widen(int upTo)
    {
        lock (_resizing)
        {
            if (_width < Math.Min(upTo, _full))
            {
                Change(1);
            }
        }
    }

    public void Dispose() => _free.Dispose();

    private void Change(int by)
    {
        _width += by;

        for (; by > 0; by--)
        {
            if (_surplus > 0)
            {
                _surplus--;
            }
            else
            {
                _free.Release();
            }
        }

        for (; by < 0; by++)
        {
            if (!_free.Wait(0))
            {
                _surplus++;
            }
        }
    }

    private async ValueTask<bool> QueueAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _full * WaitingPerPlace)
            {
                return false;
            }

            if (!await _free.WaitAsync(patience, cancellationToken))
            {
                return false;
            }

            Interlocked.Increment(ref _busy);

            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Whether a place that comes free is one too many since the width was reduced.</summary>
    private bool TakeSurplus()
    {
        if (Volatile.Read(ref _surplus) == 0)
        {
            return false;
        }

        lock (_resizing)
        {
            if (_surplus == 0)
            {
                return false;
            }

            _surplus--;

            return true;
        }
    }
}
