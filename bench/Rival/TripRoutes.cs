using System.Globalization;
using System.IO.Pipelines;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>The rival's three routes: one connection a request, no layer between it and the socket.</summary>
internal sealed class TripRoutes(NpgsqlDataSource database, KeyCheck keys, TimeProvider clock)
{
    public const string Path = "/api/v1/trips";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}/{{id:guid}}", http => RunAsync(http, "trips:read", GetAsync));
        routes.MapGet(Path, http => RunAsync(http, "trips:read", TripList.SendAsync));
        routes.MapPost(Path, http => RunAsync(http, "trips:write", CreateAsync));
    }

    private async Task RunAsync(
        HttpContext http,
        string scope,
        Func<HttpContext, NpgsqlConnection, KeyHolder, Task> handle
    )
    {
        var headers = http.Response.Headers;
        headers["X-Request-Id"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        headers.XContentTypeOptions = "nosniff";

        if (KeyCheck.SecretOf(http.Request) is not { } secret)
        {
            headers.WWWAuthenticate = "Bearer";
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;

            return;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);

        if (await keys.FindAsync(connection, secret) is not { } holder)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!holder.Holds(scope))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await handle(http, connection, holder);
        }
    }

    private static async Task GetAsync(HttpContext http, NpgsqlConnection connection, KeyHolder holder)
    {
        var id = Guid.Parse((string)http.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
        await using var command = TripSql.ById(connection, id, holder.BoundTo);
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);

        if (!await row.ReadAsync(http.RequestAborted))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;

            return;
        }

        SendTrip(http, row);
    }

    private async Task CreateAsync(HttpContext http, NpgsqlConnection connection, KeyHolder holder)
    {
        var body = await ReadWholeAsync(http.Request.BodyReader, http.RequestAborted);
        var trip = TripBody.Read(body.Buffer);
        http.Request.BodyReader.AdvanceTo(body.Buffer.End);

        if (trip is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;

            return;
        }

        await using var command = TripSql.Insert(connection, holder.UserId, trip, clock.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = $"{Path}/{row.GetGuid(0)}";
        SendTrip(http, row);
    }

    private static void SendTrip(HttpContext http, NpgsqlDataReader row)
    {
        using var answer = JsonAnswer.Begin();
        http.Response.Headers.ETag = TripJson.EntityTag(row);
        TripJson.Write(answer.Json, row);
        answer.Send(http.Response);
    }

    private static async ValueTask<ReadResult> ReadWholeAsync(PipeReader body, CancellationToken aborted)
    {
        while (true)
        {
            var part = await body.ReadAsync(aborted);

            if (part.IsCompleted)
            {
                return part;
            }

            body.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }
}
