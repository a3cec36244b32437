using System.IO.Pipelines;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>Lets in whoever has a key that allows what is asked, on a connection of the pool.</summary>
internal sealed class Door(NpgsqlDataSource database, KeyCheck keys, TimeProvider clock)
{
    public async Task RunAsync(
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

    /// <summary>The body of a request, all of it.</summary>
    public static async ValueTask<ReadResult> ReadWholeAsync(HttpContext http)
    {
        var body = http.Request.BodyReader;

        while (true)
        {
            var part = await body.ReadAsync(http.RequestAborted);

            if (part.IsCompleted)
            {
                return part;
            }

            body.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }
}
