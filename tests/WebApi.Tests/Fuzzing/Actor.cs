using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Somebody in whose name hostile requests come, and what they have been told by the service.</summary>
internal sealed class Actor(string name, Guid userId, string secret)
{
    private const int MostKnown = 100;

    private readonly Dictionary<string, List<string>> _known = new(StringComparer.Ordinal);
    private readonly List<NextPart> _nextParts = [];

    public Actor(string name, ApiClient client)
        : this(name, client.UserId, client.Secret) { }

    public string Name { get; } = name;

    public Guid UserId { get; } = userId;

    public string Secret { get; } = secret;

    /// <summary>Set once they have deleted themselves.</summary>
    public bool IsGone { get; set; }

    /// <summary>The path segments that are known to stand behind a path, such as the ids of trips.</summary>
    public IReadOnlyList<string> KnownBehind(string path) => _known.GetValueOrDefault(path) ?? [];

    /// <summary>Where lists go on.</summary>
    public List<NextPart> NextParts(Operation operation) =>
        [.. _nextParts.Where(part => part.Operation == operation)];

    public void Learn(string path, string segment)
    {
        if (!_known.TryGetValue(path, out var segments))
        {
            _known[path] = segments = [];
        }

        if (segments.Contains(segment))
        {
            return;
        }

        if (segments.Count == MostKnown)
        {
            segments.RemoveAt(0);
        }

        segments.Add(segment);
    }

    public void Forget(string path, string segment) => _known.GetValueOrDefault(path)?.Remove(segment);

    public void Learn(NextPart part)
    {
        if (_nextParts.Count == MostKnown)
        {
            _nextParts.RemoveAt(0);
        }

        _nextParts.Add(part);
    }

    public override string ToString() => Name;
}

/// <summary>Where a list goes on.</summary>
/// <param name="Operation">What lists.</param>
/// <param name="Path">The path of the list.</param>
/// <param name="Query">The query that leads on.</param>
internal sealed record NextPart(Operation Operation, string Path, string Query)
{
    private const string Parameter = "cursor=";

    public string Cursor =>
        Query.Split('&').First(part => part.StartsWith(Parameter, StringComparison.Ordinal))[
            Parameter.Length..
        ];
}
