using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using OpenTelemetry.Metrics;

namespace Enterprise.WebApi.Operations;

/// <summary>All that is measured, as Prometheus reads it.</summary>
internal static class MetricsEndpoint
{
    private const string MediaType = "text/plain";
    private const string Example = """
        # TYPE enterprise_db_pool_busy gauge
        enterprise_db_pool_busy{db_client_connection_pool_name="read"} 3
        """;

    private const string TurnedOff = "# Metrics are turned off: Diagnostics__Enabled=false\n";

    public static void MapMetrics(this WebApplication app)
    {
        var scrape = app.Services.GetService<MeterProvider>() is null ? AnswerNothingAsync : ScrapeOf(app);

        app.MapRead("/metrics", (HttpContext http) => ReadAsync(http, scrape))
            .WithTags("Operations")
            .IsForOperators()
            .Describes("getMetrics", "Read all metrics in Prometheus' text format")
            .GivesText(MediaType, Example);
    }

    private static Task ReadAsync(HttpContext http, RequestDelegate scrape)
    {
        http.Response.Headers.CacheControl = "no-store";

        return scrape(http);
    }

    private static RequestDelegate ScrapeOf(IApplicationBuilder app)
    {
        var scrape = app.New();
        scrape.UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true);

        return scrape.Build();
    }

    private static Task AnswerNothingAsync(HttpContext http)
    {
        http.Response.ContentType = MediaType;

        return http.Response.WriteAsync(TurnedOff, http.RequestAborted);
    }
}
