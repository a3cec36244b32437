using Enterprise.Infrastructure.Migrations;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using Enterprise.WebApi.Problems;
using Npgsql;

namespace Enterprise.WebApi.Operations;

/// <summary>Whether the process runs, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    private const string NoDatabase = "The primary database does not answer.";
    private const string RetryAfterSeconds = "1";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);

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
            .Refuses(StatusCodes.Status503ServiceUnavailable, NoDatabase);
    }

    private static Task LiveAsync(HttpContext http) =>
        JsonAnswer.WriteAsync(http, HealthView.Healthy, HealthJson.Default.HealthView);

    private static async Task ReadyAsync(HttpContext http, SchemaStatus schema)
    {
        var detail = await ObstacleAsync(schema, http.RequestAborted);

        if (detail is null)
        {
            await LiveAsync(http);

            return;
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, detail);
    }

    /// <summary>What keeps the service from serving; null for nothing.</summary>
    private static async Task<string?> ObstacleAsync(SchemaStatus schema, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTime);

        try
        {
            var migrations = await schema.CountAsync(limit.Token);

            return migrations.Pending == 0 ? null : $"{migrations.Pending} migrations are pending.";
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or TimeoutException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            return NoDatabase;
        }
    }
}
