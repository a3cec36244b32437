using System.Collections.Concurrent;
using System.Globalization;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.RateLimits;

/// <summary>Counts the requests of each API key on this node, and refuses those above its budget.</summary>
internal sealed class RateLimiter(RateLimitOptions options, TimeProvider clock)
{
    public const string PolicyField = "RateLimit-Policy";
    public const string LimitField = "RateLimit";
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<Guid, TokenBucket> _buckets = new();

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.User.Identity is not CallerIdentity { Caller.KeyId: var key })
        {
            await next(http);

            return;
        }

        var limit = BucketOf(key).Take(clock);
        http.Features.Set(limit);
        Apply(http);

        if (limit.IsAllowed)
        {
            await next(http);

            return;
        }

        http.Response.Headers.RetryAfter = limit.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await Problem.WriteAsync(
            http,
            StatusCodes.Status429TooManyRequests,
            $"The key has made its {options.Quota} requests of {options.WindowSeconds} seconds."
        );
    }

    /// <summary>Sets the fields of an authenticated answer; again where an exception has cleared them.</summary>
    public void Apply(HttpContext http)
    {
        if (http.Features.Get<RateLimit>() is { } limit)
        {
            http.Response.Headers[PolicyField] = options.Policy;
            http.Response.Headers[LimitField] = limit.Field;
        }
    }

    private TokenBucket BucketOf(Guid key)
    {
        if (_buckets.TryGetValue(key, out var bucket))
        {
            return bucket;
        }

        if (_buckets.Count > SweepAbove)
        {
            foreach (var (idle, _) in _buckets.Where(entry => entry.Value.IsIdle(clock)))
            {
                _buckets.TryRemove(idle, out _);
            }
        }

        return _buckets.GetOrAdd(key, _ => new TokenBucket(options, clock.GetTimestamp()));
    }
}
