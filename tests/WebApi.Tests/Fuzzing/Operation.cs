using System.Text.Json;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>An operation of the OpenAPI document, with what the service has taught about it so far.</summary>
internal sealed class Operation(string method, string path, JsonElement description, JsonElement document)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwanted = new(StringComparer.Ordinal);

    /// <summary>Its method in upper case.</summary>
    public string Method { get; } = method.ToUpperInvariant();

    /// <summary>The path as a template, such as <c>/api/v1/trips/{id}</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The whole document, which its references lead into.</summary>
    public JsonElement Document { get; } = document;

    /// <summary>Whether it needs a caller, here on the machine itself: an empty requirement says that it does not.</summary>
    public bool NeedsCaller { get; } =
        description.TryGetProperty("security", out var security)
        && !security.EnumerateArray().Any(way => !way.EnumerateObject().Any());

    /// <summary>Whether it may change something.</summary>
    public bool Changes => Method is not "GET";

    /// <summary>The schemas of its parameters by their name, by where they stand.</summary>
    public ILookup<string, (string Name, JsonElement Schema)> Parameters { get; } =
        (
            description.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(parameter => Schema.Resolve(parameter, document))
                : []
        ).ToLookup(
            parameter => parameter.GetProperty("in").GetString()!,
            parameter =>
                (
                    parameter.GetProperty("name").GetString()!,
                    parameter.TryGetProperty("schema", out var schema) ? schema : default
                ),
            StringComparer.Ordinal
        );

    /// <summary>The media type and the schema of its body; null where it takes none.</summary>
    public (string MediaType, JsonElement Schema)? Body { get; } =
        description.TryGetProperty("requestBody", out var body)
        && Schema.Resolve(body, document).GetProperty("content").EnumerateObject().First() is var content
            ? (content.Name, content.Value.GetProperty("schema"))
            : null;

    /// <summary>All operations of a document.</summary>
    public static List<Operation> AllOf(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject()
                        .Where(item => Methods.Contains(item.Name))
                        .Select(item => new Operation(item.Name, path.Name, item.Value, document))
                ),
        ];

    /// <summary>Whether a member or a parameter is worth sending: not one that has only ever been refused.</summary>
    public bool Wants(string name) => !_unwanted.Contains(name) || _accepted.Contains(name);

    /// <summary>Whether a member or a parameter was refused because it was not there.</summary>
    public bool Needs(string name) => _needed.Contains(name);

    /// <summary>Has learned from an accepted request that was not tampered with what may stand in one.</summary>
    public void Accepts(IEnumerable<string> sent) => _accepted.UnionWith(sent);

    /// <summary>Has learned from a refused request that was not tampered with what was wrong with it.</summary>
    public void Refuses(IReadOnlySet<string> sent, IReadOnlyCollection<string> wrong)
    {
        _unwanted.UnionWith(wrong.Where(sent.Contains));
        _needed.UnionWith(wrong.Where(name => !sent.Contains(name)));
    }

    public override string ToString() => $"{Method} {Path}";
}
