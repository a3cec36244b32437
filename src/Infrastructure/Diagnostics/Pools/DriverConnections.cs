using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Diagnostics.Pools;

/// <summary>What the driver knows of its connections and tells by its meter alone.</summary>
internal sealed class DriverConnections : IDisposable
{
    private const string Meter = "Npgsql";
    private const string Count = "db.client.connection.count";
    private const string State = "db.client.connection.state";

    private readonly Lock _asking = new();
    private readonly MeterListener _listener = new();
    private Dictionary<string, int> _idle = [];

    public DriverConnections()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: Meter, Name: Count })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, count, tags, _) => Note(count, tags));
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Note((int)count, tags));
        _listener.Start();
    }

    /// <summary>The open connections that nobody uses, by the name of the pool.</summary>
    public IReadOnlyDictionary<string, int> Idle()
    {
        lock (_asking)
        {
            _idle = new Dictionary<string, int>(StringComparer.Ordinal);
            _listener.RecordObservableInstruments();

            return _idle;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? pool = null;

        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case ConnectionMetrics.PoolTag:
                    pool = value as string;
                    break;

                case State when value is not "idle":
                    return;
            }
        }

        if (pool is not null)
        {
            _idle[pool] = _idle.GetValueOrDefault(pool) + count;
        }
    }
}
