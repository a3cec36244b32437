using System.Net.Http.Headers;
using System.Text;
using Enterprise.WebApi.Tests.Secrecy;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Somebody who calls the service, with their key; nobody's where there is none.</summary>
public sealed class ApiClient(HttpClient http, Guid userId, string? secret)
{
    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    /// <summary>The user whom the key stands for.</summary>
    public Guid UserId { get; } = userId;

    /// <summary>What is presented.</summary>
    public string Secret => secret ?? throw new InvalidOperationException("Nobody has no secret.");

    /// <summary>The same service for somebody else.</summary>
    public ApiClient As(Guid user, string? otherSecret) => new(http, user, otherSecret);

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<Answer> HeadAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Head, path, content: null, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, content: null, headers);

    public Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Content(json, Json), headers);

    public Task<Answer> PutAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, Content(json, Json), headers);

    public Task<Answer> PatchAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, Content(json, MergePatch), headers);

    /// <summary>Sends a request and reads the answer to its end.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };

        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        SuiteSecrets.OfTheSuite.AddKeysIn(Encoding.UTF8.GetBytes($"{secret} {path}"));

        if (content is not null && path.StartsWith(Paths.ProviderKeys, StringComparison.OrdinalIgnoreCase))
        {
            SuiteSecrets.OfTheSuite.AddProviderKeyIn(await content.ReadAsByteArrayAsync());
        }

        foreach (var (name, value) in headers)
        {
            SuiteSecrets.OfTheSuite.AddKeysIn(Encoding.UTF8.GetBytes(value));
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        using var response = await http.SendAsync(request);

        return await Answer.ReadAsync(response);
    }

    /// <summary>A body of some type; none where the type is null.</summary>
    public static HttpContent Content(string text, string? mediaType) =>
        Content(Encoding.UTF8.GetBytes(text), mediaType);

    /// <inheritdoc cref="Content(string, string?)"/>
    public static HttpContent Content(byte[] bytes, string? mediaType)
    {
        var content = new ByteArrayContent(bytes);

        if (mediaType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        return content;
    }
}
