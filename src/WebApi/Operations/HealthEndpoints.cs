using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.Operations;

/// <summary>Whether the process runs, whether it can serve, and how it is.</summary>
internal static class HealthEndpoints
{
    private const string RetryAfterSeconds = "1";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Operations");

        health
            .MapRead("/live", LiveAsync)
            .Describes("getLiveness", "Say that the process runs")
            .Gives<HealthView>();
        health
            .MapRead("/ready", ReadyAsync)
            .Describes("getReadiness", "Say whether the service can serve")
            .Gives<HealthView>()
            .Refuses(StatusCodes.Status503ServiceUnavailable, "The primary database does not answer.");
        health
            .MapRead("", HealthAsync)
            .IsForOperators()
            .Describes("getHealth", "Say how the service is: pools, circuits, replicas, migrations")
            .Gives<ServiceHealthView>()
            .Produces<ServiceHealthView>(StatusCodes.Status503ServiceUnavailable, JsonBody.Json);
    }

    private static Task LiveAsync(HttpContext http) =>
        JsonAnswer.WriteAsync(http, HealthView.Healthy, OperationsJson.Contract.HealthView);

    private static async Task ReadyAsync(HttpContext http, IServiceHealth health)
    {
        if (await health.ObstacleAsync(http.RequestAborted) is not { } obstacle)
        {
            await LiveAsync(http);

            return;
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, obstacle);
    }

    /// <summary>Degraded is served all the same: 200. What cannot serve is 503, with the same details.</summary>
    private static async Task HealthAsync(HttpContext http, IServiceHealth health, TimeProvider clock)
    {
        var report = await health.ReportAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";

        if (report.State is HealthState.Unhealthy)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await JsonAnswer.WriteAsync(
            http,
            ServiceHealthView.Of(report, clock),
            OperationsJson.Contract.ServiceHealthView
        );
    }
}
