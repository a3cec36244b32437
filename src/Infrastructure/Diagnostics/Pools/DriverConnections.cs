using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Diagnostics.Pools;

/// <summary>What the driver knows of its connections and tells by its meter alone.</summary>
/// <remarks>
/// A pool that leads to several servers is several of the driver's, of the same name; of those a collector would keep the
/// last one. So they are added up here and shown under the same name, and the driver's is left out
/// (<see cref="Meters.IsLeftOut"/>).
/// </remarks>
internal sealed class DriverConnections : IDisposable
{
    /// <summary>The instrument of the connections that are open.</summary>
    public const string CountName = "db.client.connection.count";

    private const string Driver = "Npgsql";
    private const string StateTag = "db.client.connection.state";
    private const string IdleState = "idle";

    private readonly Lock _asking = new();
    private readonly MeterListener _listener = new();
    private readonly Meter _meter = new(ConnectionMetrics.MeterName);
    private Dictionary<(string Pool, string State), int> _counts = [];

    public DriverConnections()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: Driver, Name: CountName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, count, tags, _) => Note(count, tags));
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Note((int)count, tags));
        _listener.Start();
        _meter.CreateObservableUpDownCounter(
            CountName,
            () => Ask().Select(MeasurementOf),
            "{connection}",
            "The connections that are open, to all servers of a pool together."
        );
    }

    /// <summary>The open connections that nobody uses, by the name of the pool.</summary>
    public IReadOnlyDictionary<string, int> Idle() =>
        Ask()
            .Where(entry => entry.Key.State is IdleState)
            .ToDictionary(entry => entry.Key.Pool, entry => entry.Value, StringComparer.Ordinal);

    public void Dispose()
    {
        _meter.Dispose();
        _listener.Dispose();
    }

    private Dictionary<(string Pool, string State), int> Ask()
    {
        lock (_asking)
        {
            _counts = [];
            _listener.RecordObservableInstruments();

            return _counts;
        }
    }

    private static Measurement<int> MeasurementOf(KeyValuePair<(string Pool, string State), int> entry) =>
        new(entry.Value, new(ConnectionMetrics.PoolTag, entry.Key.Pool), new(StateTag, entry.Key.State));

    private void Note(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? pool = null;
        string? state = null;

        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case ConnectionMetrics.PoolTag:
                    pool = value as string;
                    break;

                case StateTag:
                    state = value as string;
                    break;
            }
        }

        if (pool is not null && state is not null)
        {
            _counts[(pool, state)] = _counts.GetValueOrDefault((pool, state)) + count;
        }
    }
}
