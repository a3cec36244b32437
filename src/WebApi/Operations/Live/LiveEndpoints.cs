using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using Enterprise.WebApi.Operations.Page;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>The page that shows the service at work, and the events that it lives on.</summary>
internal static class LiveEndpoints
{
    public const string EventStream = "text/event-stream";
    public const string LastSeen = "Last-Event-ID";

    private const string TooMany = "As many look at the service as may at once; come again in a moment.";
    private const string RetryAfterSeconds = "5";

    private const string Example = """
        event: now
        id: 19b3c5a0f42-17
        data: {"at":"2027-05-01T09:30:00Z","version":"0.1.0","health":{"status":"healthy","reasons":[]}}
        """;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/ops", OpsPage.WriteAsync)
            .WithTags("Operations")
            .IsForOperators()
            .AcceptsBasic()
            .Describes("getOpsPage", "Open the page that shows the service at work")
            .GivesText(OpsPage.MediaType, "<!doctype html>")
            .WithMetadata(new IsPage());
        routes
            .MapRead("/ops/events", StreamAsync)
            .WithTags("Operations")
            .IsForOperators()
            .AcceptsBasic()
            .DisableHttpMetrics()
            .Describes("getOpsEvents", "Follow the service at work, by an event a second")
            .GivesText(EventStream, Example)
            .Refuses(StatusCodes.Status503ServiceUnavailable, TooMany);
    }

    private static async Task StreamAsync(HttpContext http, LiveFeed feed, LiveStream stream)
    {
        using var viewer = HttpMethods.IsHead(http.Request.Method)
            ? null
            : feed.TryJoin(http.Request.Headers[LastSeen]);

        if (viewer is null && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, TooMany);

            return;
        }

        http.Response.ContentType = EventStream;
        http.Response.Headers.CacheControl = "no-store";

        if (viewer is not null)
        {
            await stream.WriteAsync(http, viewer);
        }
    }
}
