using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Enterprise.WebApi.Http;

/// <summary>Writes answers as JSON of known length, for HEAD as for GET.</summary>
internal static class JsonAnswer
{
    public const string MediaType = "application/json; charset=utf-8";

    /// <summary>Writes the body; the status and other fields have been set.</summary>
    public static Task WriteAsync<T>(
        HttpContext http,
        T value,
        JsonTypeInfo<T> type,
        string mediaType = MediaType
    ) => WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(value, type), mediaType);

    /// <summary>Writes a body that is JSON already.</summary>
    public static async Task WriteAsync(HttpContext http, byte[] json, string mediaType = MediaType)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = json.Length;

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
        }
    }
}
