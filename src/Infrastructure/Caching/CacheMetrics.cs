using System.Diagnostics.Metrics;

namespace Enterprise.Infrastructure.Caching;

/// <summary>How often the cache helps, how old its answers are and how much it holds.</summary>
/// <remarks>The names are the product's own: OpenTelemetry has none for caches.</remarks>
internal sealed class CacheMetrics : IDisposable
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Cache";

    /// <summary>The instrument that counts questions.</summary>
    public const string RequestsName = "enterprise.cache.requests";

    /// <summary>Its attribute with the word of a <see cref="CacheResult"/>.</summary>
    public const string ResultTag = "enterprise.cache.result";

    private const string QueryTag = "enterprise.cache.query";

    private static readonly InstrumentAdvice<double> Ages = new()
    {
        HistogramBucketBoundaries = [0.1, 1, 2, 5, 10, 30, 60, 300, 600, 3600],
    };

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _age;

    public CacheMetrics(CacheMemory memory)
    {
        _requests = _meter.CreateCounter<long>(
            RequestsName,
            "{request}",
            "Questions: hit, second (from Redis), miss, joined (it was being read already), stale (told in an outage), bypass."
        );
        _changes = _meter.CreateCounter<long>(
            "enterprise.cache.changes",
            "{change}",
            "What made answers outdated: a change that was heard of or made here, or touch that was lost."
        );
        _failures = _meter.CreateCounter<long>(
            "enterprise.cache.second_level.failures",
            "{failure}",
            "Redis did not answer, or not in time."
        );
        _age = _meter.CreateHistogram(
            "enterprise.cache.age",
            "s",
            "The age of what was answered from memory.",
            advice: Ages
        );
        _meter.CreateObservableUpDownCounter(
            "enterprise.cache.entries",
            () => memory.Count,
            "{entry}",
            "The answers that are remembered."
        );
        _meter.CreateObservableUpDownCounter(
            "enterprise.cache.size",
            () => memory.Bytes,
            "By",
            "What they take."
        );
    }

    /// <summary>A question was answered.</summary>
    public void Answered(string query, CacheResult result) =>
        _requests.Add(1, new(QueryTag, query), new(ResultTag, result.Word));

    /// <summary>A question was answered from memory.</summary>
    public void Answered(string query, CacheResult result, TimeSpan age)
    {
        Answered(query, result);
        _age.Record(age.TotalSeconds, new KeyValuePair<string, object?>(QueryTag, query));
    }

    /// <summary>Something was changed.</summary>
    public void Changed() => _changes.Add(1, new KeyValuePair<string, object?>("reason", "change"));

    /// <summary>Changes cannot be heard of any more.</summary>
    public void LostTouch() => _changes.Add(1, new KeyValuePair<string, object?>("reason", "lost touch"));

    /// <summary>The second level did not answer.</summary>
    public void SecondLevelFailed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
