using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Diagnostics.Live;

/// <summary>Counts what is told by meters alone, from now on until it is disposed.</summary>
internal sealed class MeterCounts : IDisposable
{
    private const string Requests = "http.server.request.duration";
    private const string Status = "http.response.status_code";

    private static readonly HashSet<(string Meter, string Name)> Wanted =
    [
        ("Microsoft.AspNetCore.Hosting", Requests),
        (ResilienceMetrics.MeterName, ResilienceMetrics.AttemptsName),
        (CacheMetrics.MeterName, CacheMetrics.RequestsName),
    ];

    private readonly MeterListener _listener = new();
    private readonly RecentDurations _durations;
    private long _requests;
    private long _refused;
    private long _failed;
    private long _repeatedAttempts;
    private long _failedAttempts;
    private long _recoveries;
    private long _hits;
    private long _misses;
    private long _stale;
    private long _bypassed;

    public MeterCounts(TimeProvider clock)
    {
        _durations = new RecentDurations(clock);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (Wanted.Contains((instrument.Meter.Name, instrument.Name)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => NoteRequest(seconds, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument.Name, tags));
        _listener.Start();
    }

    public RequestCounts RequestCounts
    {
        get
        {
            var (p50, p95, p99) = _durations.Percentiles();

            return new(
                Interlocked.Read(ref _requests),
                Interlocked.Read(ref _refused),
                Interlocked.Read(ref _failed),
                p50,
                p95,
                p99
            );
        }
    }

    public AttemptCounts AttemptCounts =>
        new(
            Interlocked.Read(ref _repeatedAttempts),
            Interlocked.Read(ref _failedAttempts),
            Interlocked.Read(ref _recoveries)
        );

    public CacheCounts CacheCounts =>
        new(
            Interlocked.Read(ref _hits),
            Interlocked.Read(ref _misses),
            Interlocked.Read(ref _stale),
            Interlocked.Read(ref _bypassed)
        );

    public void Dispose() => _listener.Dispose();

    private void NoteRequest(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _durations.Add(TimeSpan.FromSeconds(seconds));
        Interlocked.Increment(ref _requests);

        switch (ValueOf(Status, tags))
        {
            case >= 500:
                Interlocked.Increment(ref _failed);
                break;

            case >= 400:
                Interlocked.Increment(ref _refused);
                break;
        }
    }

    private void Note(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (string.Equals(instrument, CacheMetrics.RequestsName, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref QuestionsOf(ValueOf(CacheMetrics.ResultTag, tags)));
        }
        else
        {
            Interlocked.Increment(ref AttemptsOf(ValueOf(ResilienceMetrics.OutcomeTag, tags)));
        }
    }

    private ref long QuestionsOf(object? result)
    {
        if (Equals(result, CacheResult.Hit.Word))
        {
            return ref _hits;
        }

        if (Equals(result, CacheResult.Stale.Word))
        {
            return ref _stale;
        }

        if (Equals(result, CacheResult.Bypass.Word))
        {
            return ref _bypassed;
        }

        return ref _misses;
    }

    private ref long AttemptsOf(object? outcome)
    {
        switch (outcome)
        {
            case ResilienceMetrics.Repeated:
                return ref _repeatedAttempts;

            case ResilienceMetrics.Recovered:
                return ref _recoveries;

            default:
                return ref _failedAttempts;
        }
    }

    private static object? ValueOf(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }
}
