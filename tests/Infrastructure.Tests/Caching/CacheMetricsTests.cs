using System.Diagnostics.Metrics;
using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Caching;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>How often the cache helped is counted by query and by result.</summary>
public sealed class CacheMetricsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Hits_misses_and_ages_are_counted_for_each_query()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        using var heard = new HeardOfQuery(query.Name);

        await node.AskAsync(query, Places.Count);
        await node.PassAsync(TimeSpan.FromSeconds(3));
        await node.AskAsync(query, Places.Count);
        await node.AskAsync(query, Places.Count);
        node.Cache.Forget<Destination>();
        await node.AskAsync(query, Places.Count);
        await node.LoseTouchAsync();
        await node.AskAsync(query, Places.Count);

        heard.Results.ShouldBe(["miss", "hit", "hit", "miss", "bypass"]);
        heard.Ages.ShouldBe([3, 3]);
    }

    private sealed class HeardOfQuery : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly string _query;

        public HeardOfQuery(string query)
        {
            _query = query;
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Meter.Name: CacheMetrics.MeterName })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, _, tags, _) => Note(tags, all => Results.Add((string)all["enterprise.cache.result"]!))
            );
            _listener.SetMeasurementEventCallback<double>(
                (_, age, tags, _) => Note(tags, _ => Ages.Add(age))
            );
            _listener.Start();
        }

        public List<string> Results { get; } = [];

        public List<double> Ages { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Note(
            ReadOnlySpan<KeyValuePair<string, object?>> tags,
            Action<Dictionary<string, object?>> note
        )
        {
            var all = new Dictionary<string, object?>(tags.ToArray());

            if (_query.Equals(all.GetValueOrDefault("enterprise.cache.query")))
            {
                note(all);
            }
        }
    }
}
