using System.Buffers;

namespace Enterprise.WebApi.Http;

/// <summary>The header fields that every answer has.</summary>
internal static class ResponseHeaders
{
    private const string RequestId = "X-Request-Id";
    private const int MaxRequestId = 128;

    private static readonly SearchValues<char> RequestIdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    public static void UseResponseHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                http.TraceIdentifier = RequestIdOf(http);
                Apply(http);

                return next(http);
            }
        );

    /// <summary>Sets the fields; again where an exception has cleared them.</summary>
    public static void Apply(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[RequestId] = http.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>The caller's id where it is well-formed, else a new one.</summary>
    private static string RequestIdOf(HttpContext http) =>
        http.Request.Headers[RequestId] is [{ Length: > 0 and <= MaxRequestId } given]
        && !given.AsSpan().ContainsAnyExcept(RequestIdCharacters)
            ? given
            : Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
}
