using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Paging;
using Enterprise.WebApi.Authentication;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.Http;

/// <summary>The forms that successful answers have.</summary>
internal static class Answers
{
    /// <summary>One object with its ETag: 200, or 304 where the client has it already.</summary>
    public static Task ObjectAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
        where T : IVersioned
    {
        http.Response.Headers.ETag = EntityTags.Of(value, http.Caller());

        if (IsRead(http.Request.Method) && EntityTags.IsKnownToClient(http.Request, value))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;

            return Task.CompletedTask;
        }

        return JsonAnswer.WriteAsync(http, value, type);
    }

    /// <summary>A new object with its ETag and place: 201.</summary>
    public static RecordedAnswer Created<T>(Caller reader, string location, T value, JsonTypeInfo<T> type)
        where T : IVersioned =>
        new(
            StatusCodes.Status201Created,
            [new(HeaderNames.Location, location), new(HeaderNames.ETag, EntityTags.Of(value, reader))],
            JsonSerializer.SerializeToUtf8Bytes(value, type)
        );

    /// <summary>Several new objects: 201.</summary>
    public static RecordedAnswer Created<T>(T values, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status201Created, [], JsonSerializer.SerializeToUtf8Bytes(values, type));

    /// <summary>What was asked for by a <c>POST</c> that makes nothing: 200.</summary>
    public static RecordedAnswer Given<T>(T value, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, [], JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Writes an answer, with its secret where it holds one.</summary>
    public static Task WriteAsync(HttpContext http, RecordedAnswer answer)
    {
        http.Response.StatusCode = answer.Status;

        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        return JsonAnswer.WriteAsync(http, answer.BodyWithSecret ?? answer.Body);
    }

    /// <summary>A part of a list, with a link to the next one where there is one (RFC 8288).</summary>
    public static Task PageAsync<T>(HttpContext http, Page<T> page, JsonTypeInfo<Page<T>> type)
    {
        if (page.NextCursor is { } cursor)
        {
            http.Response.Headers.Link = $"<{PageLinks.Next(http.Request, cursor)}>; rel=\"next\"";
        }

        return JsonAnswer.WriteAsync(http, page, type);
    }

    /// <summary>What may be some seconds old, and says how old it is (RFC 9111, sections 5.1 and 5.2).</summary>
    /// <remarks>The client may keep it for itself; no cache between may, for it was asked for with a key.</remarks>
    public static Task CachedAsync(HttpContext http, CachedJson answer)
    {
        http.Response.Headers.Age = Seconds(answer.Age);
        http.Response.Headers.CacheControl = $"private, max-age={Seconds(answer.Lifetime)}";

        return JsonAnswer.WriteAsync(http, answer.Utf8);
    }

    /// <summary>Done, and nothing to say: 204.</summary>
    public static Task NothingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;

        return Task.CompletedTask;
    }

    private static string Seconds(TimeSpan time) =>
        ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
