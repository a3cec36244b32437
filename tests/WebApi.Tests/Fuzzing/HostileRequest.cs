using System.Text;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>A request that is ready to be sent, and that can be told so that somebody can repeat it.</summary>
internal sealed class HostileRequest(Draft draft, Actor actor)
{
    private const int MostShown = 4_000;

    private readonly byte[]? _body =
        draft.Bytes is not null || draft.Body is not null ? draft.Serialize() : null;

    public Operation Operation => draft.Operation;

    public Actor Actor => actor;

    public string Method => draft.Method;

    public IReadOnlyList<string> Segments => draft.Segments;

    public IReadOnlyList<string> Mutations => draft.Mutations;

    public Draft Draft => draft;

    /// <summary>Whether an answer of success may come with a change.</summary>
    public bool MayChange => Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");

    public string Path => draft.PathBefore(draft.Segments.Count) + Query;

    private string Query =>
        draft.Query.Count == 0
            ? ""
            : $"?{string.Join('&', draft.Query.Select(parameter => $"{parameter.Name}={parameter.Value}"))}";

    private IEnumerable<(string Name, string Value)> Headers =>
        draft
            .Credentials.Select(one =>
                (one.Name, one.Value.Replace(draft.Actor.Secret, actor.Secret, StringComparison.Ordinal))
            )
            .Concat(draft.Headers);

    public Task<Answer> SendAsync(ApiClient nobody) =>
        nobody.SendAsync(new HttpMethod(Method), Path, Content(), [.. Headers]);

    /// <summary>The request as text, with its caller by name: secrets are not shown.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(
            FormattableString.Invariant($"{Method} {Path} as {actor} ({string.Join(", ", Mutations)})")
        );

        foreach (var (name, value) in Headers.Concat(draft.ContentHeaders))
        {
            text.AppendLine(
                FormattableString.Invariant(
                    $"{name}: {value.Replace(actor.Secret, $"<{actor}'s key>", StringComparison.Ordinal)}"
                )
            );
        }

        return _body is null ? text.ToString() : text.AppendLine(BodyText(_body)).ToString();
    }

    private static string BodyText(byte[] body)
    {
        var shown = body.AsSpan(0, Math.Min(body.Length, MostShown));
        var more = body.Length > MostShown ? $" … {body.Length} bytes" : "";

        return System.Text.Unicode.Utf8.IsValid(body) && !body.AsSpan().Contains((byte)0)
            ? Encoding.UTF8.GetString(shown) + more
            : $"base64: {Convert.ToBase64String(shown)}{more}";
    }

    private HttpContent? Content()
    {
        if (_body is null)
        {
            return null;
        }

        HttpContent content = draft.IsChunked ? new ChunkedContent(_body) : new ByteArrayContent(_body);

        foreach (var (name, value) in draft.ContentHeaders)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return content;
    }
}
