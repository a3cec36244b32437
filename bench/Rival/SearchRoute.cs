using Npgsql;

namespace Enterprise.Rival;

/// <summary>The rival's search: one statement for the places, one for the history, in one transaction.</summary>
internal sealed class SearchRoute(Door door, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/api/v1/destinations/search",
            http => door.RunAsync(http, "destinations:read", SearchAsync)
        );

    private async Task SearchAsync(HttpContext http, NpgsqlConnection connection, KeyHolder holder)
    {
        var began = clock.GetTimestamp();
        var body = await Door.ReadWholeAsync(http);
        var search = SearchBody.Read(body.Buffer);
        http.Request.BodyReader.AdvanceTo(body.Buffer.End);

        if (search is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;

            return;
        }

        using var answer = JsonAnswer.Begin();
        await using var transaction = await connection.BeginTransactionAsync();
        var found = 0;

        await using (var batch = SearchSql.Find(connection, search))
        await using (var rows = await batch.ExecuteReaderAsync())
        {
            await rows.NextResultAsync();
            answer.Json.WriteStartObject();
            answer.Json.WriteStartArray("items");

            for (; await rows.ReadAsync(); found++)
            {
                SearchSql.Write(answer.Json, rows);
            }

            answer.Json.WriteEndArray();
            answer.Json.WriteEndObject();
        }

        await using var note = SearchSql.Note(
            connection,
            holder.UserId,
            search,
            found,
            clock.GetElapsedTime(began),
            clock.GetUtcNow()
        );
        await note.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        answer.Send(http.Response);
    }
}
