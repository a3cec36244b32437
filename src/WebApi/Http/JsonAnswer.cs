using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Enterprise.WebApi.Http;

/// <summary>Writes answers as JSON of known length, for HEAD as for GET.</summary>
internal static class JsonAnswer
{
    public const string MediaType = "application/json; charset=utf-8";

    /// <summary>Writes the body; the status and other fields have been set.</summary>
    public static async Task WriteAsync<T>(
        HttpContext http,
        T value,
        JsonTypeInfo<T> type,
        string mediaType = MediaType
    )
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = json.Length;

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
        }
    }
}
