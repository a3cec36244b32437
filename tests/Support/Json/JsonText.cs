using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Json;

namespace Enterprise.Tests.Support.Json;

/// <summary>JSON as a client would send it.</summary>
public static class JsonText
{
    /// <summary>Reads a document the way the service reads a body.</summary>
    public static async Task<T> ReadAsync<T>(string json, JsonTypeInfo<T> type)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));

        return await JsonInput.ReadAsync(body, type, CancellationToken.None);
    }

    /// <summary>Reads a merge patch the way the service reads one.</summary>
    public static Task<JsonElement> PatchAsync(string json) =>
        ReadAsync(json, ApplicationJson.Contract.JsonElement);
}
