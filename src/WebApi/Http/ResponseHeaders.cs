using System.Buffers;

namespace Enterprise.WebApi.Http;

/// <summary>The header fields that every answer has.</summary>
internal static class ResponseHeaders
{
    public const string RequestId = "X-Request-Id";

    /// <summary>The value of <c>X-Content-Type-Options</c>.</summary>
    public const string NoSniff = "nosniff";

    private const int MaxRequestId = 128;

    private static readonly SearchValues<char> RequestIdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    /// <summary>The form of a request's id.</summary>
    public static string RequestIdPattern { get; } = $"^[A-Za-z0-9._-]{{1,{MaxRequestId}}}$";

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
        headers.XContentTypeOptions = NoSniff;
    }

    /// <summary>The caller's id where it is well-formed, else a new one.</summary>
    private static string RequestIdOf(HttpContext http) =>
        http.Request.Headers[RequestId] is [{ Length: > 0 and <= MaxRequestId } given]
        && !given.AsSpan().ContainsAnyExcept(RequestIdCharacters)
            ? given
            : Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
}
