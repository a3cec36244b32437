using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>A request on its way from a good one to a hostile one.</summary>
internal sealed class Draft(Operation operation, Actor actor, IReadOnlyList<Actor> actors)
{
    private static readonly JsonSerializerOptions AsItIs = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is much larger than may be is not read to its end: the connection breaks instead.</summary>
    private const int MostCharacters = 3 * 1024 * 1024;

    private readonly List<string> _fragments = [];

    public Operation Operation { get; } = operation;

    public Actor Actor { get; } = actor;

    /// <summary>Those whose ids and cursors are not the actor's.</summary>
    public IReadOnlyList<Actor> Others { get; } = [.. actors.Where(other => other != actor)];

    public string Method { get; set; } = operation.Method;

    /// <summary>The path's segments, encoded as they shall be sent.</summary>
    public required List<string> Segments { get; init; }

    /// <summary>Where in <see cref="Segments"/> parameters stand, with whether they are UUIDs.</summary>
    public required List<(int At, bool IsId)> Places { get; init; }

    /// <summary>The query's parameters, encoded as they shall be sent.</summary>
    public required List<(string Name, string Value)> Query { get; init; }

    /// <summary>Without those that say who calls and what the body is.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>What says who calls.</summary>
    public List<(string Name, string Value)> Credentials { get; } =
        operation.NeedsCaller ? [("Authorization", $"Bearer {actor.Secret}")] : [];

    public List<(string Name, string Value)> ContentHeaders { get; } =
        operation.Body is { MediaType: var mediaType } ? [("Content-Type", mediaType)] : [];

    /// <summary>The body while it is a tree.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The body once it is no tree any more.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Whether the body is sent without its length.</summary>
    public bool IsChunked { get; set; }

    /// <summary>The kinds of what has been done to it.</summary>
    public List<string> Mutations { get; } = [];

    public string PathBefore(int at) => $"/{string.Join('/', Segments.Take(at))}";

    /// <summary>Text that shall stand in the body as it is, JSON or not, in place of a node.</summary>
    public JsonNode Fragment(string text)
    {
        _fragments.Add(text);

        return JsonValue.Create(Mark(_fragments.Count - 1));
    }

    /// <summary>The body as bytes, which it is from now on.</summary>
    public byte[] Serialize()
    {
        if (Bytes is null && Body is not null)
        {
            var text = new StringBuilder(Body.ToJsonString(AsItIs));

            // The last first: a fragment may have taken the place of a node with an earlier one inside.
            for (var i = _fragments.Count - 1; i >= 0; i--)
            {
                text.Replace($"\"{Mark(i)}\"", _fragments[i]);
            }

            Bytes = Encoding.UTF8.GetBytes(text.ToString(0, Math.Min(text.Length, MostCharacters)));
        }

        return Bytes ?? [];
    }

    private static string Mark(int number) => $"@@{number}@@";
}
