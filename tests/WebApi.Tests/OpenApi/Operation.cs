using System.Globalization;
using System.Text.Json;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>An operation of the OpenAPI document.</summary>
internal sealed record Operation(HttpMethod Method, string Path, JsonElement Body)
{
    /// <summary>Its name.</summary>
    public string Id => Body.GetProperty("operationId").GetString()!;

    /// <summary>Its answers by their status.</summary>
    public IEnumerable<(int Status, JsonElement Answer)> Answers =>
        Body.GetProperty("responses")
            .EnumerateObject()
            .Select(answer => (int.Parse(answer.Name, CultureInfo.InvariantCulture), answer.Value));

    /// <summary>Whether it needs a key, be it only from elsewhere than the machine itself.</summary>
    public bool NeedsKey => Body.TryGetProperty("security", out _);

    /// <summary>Whether it is for operators, who need no key on the machine itself.</summary>
    public bool IsForOperators => NeedsKey && !Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Whether it says that it needs a scope.</summary>
    public bool Needs(string scope) =>
        Body.TryGetProperty("description", out var text)
        && text.GetString()!.Contains($"`{scope}`", StringComparison.Ordinal);

    /// <summary>What it takes: the media type, and the example as it stands there; null where it takes nothing.</summary>
    public (string MediaType, string Example)? Takes =>
        Body.TryGetProperty("requestBody", out var body)
            ? body.GetProperty("content")
                .EnumerateObject()
                .Select(content => (content.Name, content.Value.GetProperty("example").GetRawText()))
                .First()
            : null;

    /// <summary>The operations of a document.</summary>
    public static List<Operation> AllOf(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject()
                        .Select(one => new Operation(
                            HttpMethod.Parse(one.Name.ToUpperInvariant()),
                            path.Name,
                            one.Value
                        ))
                ),
        ];

    public override string ToString() => $"{Id} ({Method} {Path})";
}
