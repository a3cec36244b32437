using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Diagnostics.Live;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Live;

public sealed class MeterCountsTests : IDisposable
{
    private const string Status = "http.response.status_code";

    private readonly Meter _host = new("Microsoft.AspNetCore.Hosting");
    private readonly Histogram<double> _requests;
    private readonly MeterCounts _counts = new(TimeProvider.System);

    public MeterCountsTests() => _requests = _host.CreateHistogram<double>("http.server.request.duration");

    public void Dispose()
    {
        _counts.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void Requests_are_counted_by_what_became_of_them()
    {
        foreach (var status in (int[])[200, 304, 400, 404, 429, 500, 503])
        {
            _requests.Record(0.010, new KeyValuePair<string, object?>(Status, status));
        }

        var seen = _counts.RequestCounts;
        seen.Count.ShouldBe(7);
        seen.Refused.ShouldBe(3);
        seen.Failed.ShouldBe(2);
        seen.P99.ShouldBeInRange(10, 11.25);
    }

    [Fact]
    public void Nothing_is_counted_once_nobody_looks_any_more()
    {
        _counts.Dispose();

        _requests.Record(0.010, new KeyValuePair<string, object?>(Status, 200));

        _counts.RequestCounts.Count.ShouldBe(0);
        _requests.Enabled.ShouldBeFalse();
    }
}
