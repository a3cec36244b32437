using System.Globalization;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Who looks, and what was to be seen in the last five minutes in which somebody did.</summary>
internal sealed class LiveFeed(LiveOptions options, TimeProvider clock) : IDisposable
{
    private const int Kept = 300;

    /// <summary>Who loads the page again, or comes back after a moment, finds no gap.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(60);

    /// <summary>Tells the events of this run of the service from those of others.</summary>
    private readonly string _run = clock
        .GetUtcNow()
        .ToUnixTimeMilliseconds()
        .ToString("x", CultureInfo.InvariantCulture);

    private readonly Lock _changing = new();
    private readonly SemaphoreSlim _came = new(0, 1);
    private readonly HashSet<LiveViewer> _viewers = [];
    private readonly Queue<LiveFrame> _past = new(Kept);
    private LiveFrame? _now;
    private long _number;
    private long? _leftAt;

    /// <summary>Whether somebody looks, or did a moment ago.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_changing)
            {
                return _viewers.Count > 0 || (_leftAt is { } left && clock.GetElapsedTime(left) < Linger);
            }
        }
    }

    /// <summary>Waits until somebody comes.</summary>
    public Task UntilWatchedAsync(CancellationToken cancellationToken) => _came.WaitAsync(cancellationToken);

    /// <summary>Lets somebody in who has seen everything up to an event, or nothing yet; null where there are too many.</summary>
    public LiveViewer? TryJoin(string? lastSeen)
    {
        lock (_changing)
        {
            if (_viewers.Count >= options.MaxViewers)
            {
                return null;
            }

            var seen = NumberOf(lastSeen);
            var viewer = new LiveViewer(
                this,
                [
                    .. _past.Where(frame => frame.Number > seen && frame.Number != _now?.Number),
                    .. _now is { } now && now.Number > seen ? [now] : Array.Empty<LiveFrame>(),
                ]
            );
            _viewers.Add(viewer);

            if (_came.CurrentCount == 0)
            {
                _came.Release();
            }

            return viewer;
        }
    }

    /// <summary>Somebody goes.</summary>
    public void Leave(LiveViewer viewer)
    {
        lock (_changing)
        {
            _viewers.Remove(viewer);
            _leftAt = clock.GetTimestamp();
        }
    }

    /// <summary>Shows all viewers how it is now.</summary>
    public void Publish(LiveView view)
    {
        var number = _number + 1;
        var (now, past) = (LiveFrame.Now(_run, number, view), LiveFrame.Past(_run, number, view));

        lock (_changing)
        {
            (_number, _now) = (number, now);
            _past.Enqueue(past);

            if (_past.Count > Kept)
            {
                _past.Dequeue();
            }

            foreach (var viewer in _viewers)
            {
                viewer.Show(now);
            }
        }
    }

    public void Dispose() => _came.Dispose();

    private long NumberOf(string? lastSeen) =>
        lastSeen?.Split('-') is [var run, var number]
        && string.Equals(run, _run, StringComparison.Ordinal)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : 0;
}
