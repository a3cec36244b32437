namespace Enterprise.WebApi.RateLimits;

/// <summary>The requests that one API key has left: each takes a token, and time gives them back evenly.</summary>
internal sealed class TokenBucket(RateLimitOptions options, long startedAt)
{
    private readonly Lock _lock = new();
    private double _tokens = options.Quota;
    private long _countedAt = startedAt;

    /// <summary>Takes a token where there is one.</summary>
    /// <param name="clock">Gives the time that has passed.</param>
    public RateLimit Take(TimeProvider clock)
    {
        var perSecond = (double)options.Quota / options.WindowSeconds;

        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var gained = clock.GetElapsedTime(_countedAt, now).TotalSeconds * perSecond;
            _tokens = Math.Min(options.Quota, _tokens + gained);
            _countedAt = now;
            var isAllowed = _tokens >= 1;
            _tokens -= isAllowed ? 1 : 0;

            return new RateLimit(
                isAllowed,
                (int)_tokens,
                Seconds((options.Quota - _tokens) / perSecond),
                isAllowed ? 0 : Seconds((1 - _tokens) / perSecond)
            );
        }
    }

    /// <summary>Whether the bucket would be full by now, so that a new one is as good.</summary>
    public bool IsIdle(TimeProvider clock) =>
        clock.GetElapsedTime(_countedAt).TotalSeconds > options.WindowSeconds;

    private static int Seconds(double time) => Math.Max(1, (int)Math.Ceiling(time));
}
