using System.Globalization;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>The rival's routes of trips: one connection a request, no layer between it and the socket.</summary>
internal sealed class TripRoutes(Door door, TimeProvider clock)
{
    public const string Path = "/api/v1/trips";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}/{{id:guid}}", http => door.RunAsync(http, "trips:read", GetAsync));
        routes.MapGet(Path, http => door.RunAsync(http, "trips:read", TripList.SendAsync));
        routes.MapPost(Path, http => door.RunAsync(http, "trips:write", CreateAsync));
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
        var body = await Door.ReadWholeAsync(http);
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
}
