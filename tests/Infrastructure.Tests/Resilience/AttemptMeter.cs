using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Hears what is counted of the attempts of one test; others run beside it.</summary>
internal sealed class AttemptMeter : IDisposable
{
    private static readonly AsyncLocal<AttemptMeter?> Current = new();

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly MeterListener _listener = new();

    public AttemptMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: ResilienceMetrics.MeterName, Name: "enterprise.db.attempts" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, count, tags, _) =>
            {
                if (ReferenceEquals(Current.Value, this))
                {
                    var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
                    _heard.Enqueue(
                        $"{count} {all["work"]} {all["attempt"]} {all.GetValueOrDefault("error.type")} {all["outcome"]}"
                    );
                }
            }
        );
        _listener.Start();
        Current.Value = this;
    }

    /// <summary>Count, work, number, failure and outcome of what was counted.</summary>
    public IReadOnlyCollection<string> Heard => _heard;

    public void Dispose() => _listener.Dispose();
}
