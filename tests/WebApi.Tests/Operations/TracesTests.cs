using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>Traces of a process, as a collector receives them.</summary>
public sealed class TracesTests(RunningProcess process) : IClassFixture<RunningProcess>
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task A_trace_leads_from_the_request_through_the_use_case_to_its_statements_and_keeps_the_callers_id()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        // Not one in a hundred: but whoever comes with a trace is traced.
        await using var service = await process.StartAnotherAsync([
            .. receiver.Settings,
            ("Diagnostics__TracedPercent", "0"),
        ]);
        var alice = Connect(service);

        (await alice.GetAsync(Paths.Trips)).ShouldBe(200);
        var answer = await alice.GetAsync(Paths.Trips, ("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01"));
        answer.ShouldBe(200);
        await OtlpReceiver.UntilAsync(() => receiver.Spans.Any(span => Is(span.Parent, "00f067aa0ba902b7")));

        receiver.Spans.ShouldAllBe(span => Is(span.TraceId, TraceId));
        var http = receiver.Spans.Single(span => Is(span.Parent, "00f067aa0ba902b7"));
        http.Name.ShouldBe("GET /api/v1/trips/");
        http.Text.ShouldContain(answer.Header("X-Request-Id")!);
        var useCase = receiver.Spans.Single(span => Is(span.Name, "ListTrips"));
        useCase.Parent.ShouldBe(http.Id);
        var sql = receiver.Spans.First(span => Is(span.Parent, useCase.Id));
        sql.Text.ShouldContain("db.system");
        receiver.Spans.ShouldAllBe(span => !span.Text.Contains(alice.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_are_sent_at_a_hundred_percent_and_metrics_in_any_case()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await process.StartAnotherAsync([
            .. receiver.Settings,
            ("Diagnostics__TracedPercent", "100"),
        ]);

        (await Connect(service).PostAsync(Paths.Trips, TripBody.With())).ShouldBe(201);

        await OtlpReceiver.UntilAsync(() => receiver.Spans.Any(span => Is(span.Name, "CreateTrip")));
        await OtlpReceiver.UntilAsync(() => receiver.Paths.Contains("/v1/metrics"));
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.Ordinal);

    private ApiClient Connect(ServiceProcess service) =>
        new(new HttpClient { BaseAddress = service.Address }, process.Alice.UserId, process.Alice.Secret);
}
