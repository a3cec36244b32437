using System.Globalization;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>A part of the holder's trips, the newest first.</summary>
internal static class TripList
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static async Task SendAsync(HttpContext http, NpgsqlConnection connection, KeyHolder holder)
    {
        var query = http.Request.Query;
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var n) ? n : DefaultLimit;

        if (limit is < 1 or > MaxLimit)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;

            return;
        }

        var after = TripCursor.Parse(query["cursor"]);
        await using var command = TripSql.NewestFirst(connection, holder.UserId, after, limit + 1);
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
        using var answer = JsonAnswer.Begin();
        answer.Json.WriteStartObject();
        var next = await WriteItemsAsync(answer, row, limit, http.RequestAborted);
        answer.Json.WriteString("nextCursor"u8, next);
        answer.Json.WriteEndObject();

        if (next is not null)
        {
            http.Response.Headers.Link = $"<{TripRoutes.Path}?limit={limit}&cursor={next}>; rel=\"next\"";
        }

        answer.Send(http.Response);
    }

    /// <summary>Writes the rows but for the probing one, which tells that the list goes on, and where.</summary>
    private static async ValueTask<string?> WriteItemsAsync(
        JsonAnswer answer,
        NpgsqlDataReader row,
        int limit,
        CancellationToken aborted
    )
    {
        var written = 0;
        var last = default(TripCursor);
        answer.Json.WriteStartArray("items"u8);

        while (written < limit && await row.ReadAsync(aborted))
        {
            TripJson.Write(answer.Json, row);

            if (++written == limit)
            {
                last = TripJson.PositionOf(row);
            }
        }

        answer.Json.WriteEndArray();

        return written == limit && await row.ReadAsync(aborted) ? last.ToString() : null;
    }
}
