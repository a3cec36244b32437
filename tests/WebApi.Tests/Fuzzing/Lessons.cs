using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>What answers teach about further requests that would be accepted.</summary>
internal static class Lessons
{
    /// <summary>Segments of paths that lead to something, with the path that they stand behind.</summary>
    public static IEnumerable<(string Path, string Segment)> In(HostileRequest request, Answer answer)
    {
        if (answer.Status is < 200 or > 299 || request.Method is "DELETE")
        {
            yield break;
        }

        if (answer.Header("Location") is { } location)
        {
            yield return (location[..location.LastIndexOf('/')], location[(location.LastIndexOf('/') + 1)..]);
        }

        foreach (var (at, _) in request.Draft.Places)
        {
            yield return (request.Draft.PathBefore(at), request.Segments[at]);
        }

        // Metrics and the live page are texts of another kind.
        if (
            request.Method is "GET"
            && answer.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) is true
            && answer.Json.TryGetProperty("items", out var items)
        )
        {
            foreach (var item in items.EnumerateArray())
            {
                if (item.TryGetProperty("id", out var id))
                {
                    yield return (request.Draft.PathBefore(request.Segments.Count), id.GetString()!);
                }
            }
        }
    }

    /// <summary>Takes what an answer to a request that was not tampered with says about the operation.</summary>
    public static void Take(HostileRequest request, Answer answer)
    {
        var (operation, draft) = (request.Operation, request.Draft);
        var path = draft.PathBefore(draft.Segments.Count);

        if (answer.Status == 400)
        {
            operation.Refuses(
                Sent(draft),
                [.. answer.Json.GetProperty("errors").EnumerateObject().Select(NameOf)]
            );
        }
        else if (answer.Status is >= 200 and < 300)
        {
            operation.Accepts(Sent(draft));
        }

        if (
            draft.Places.Count > 0
            && (answer.Status == 404 || request.Method is "DELETE" && answer.Status == 204)
        )
        {
            var at = draft.Places[^1].At;
            draft.Actor.Forget(draft.PathBefore(at), draft.Segments[at]);
        }

        if (answer.Header("Link") is { } link)
        {
            var query = link[
                (link.IndexOf('?', StringComparison.Ordinal) + 1)..link.IndexOf('>', StringComparison.Ordinal)
            ];
            draft.Actor.Learn(new NextPart(operation, path, query));
        }
    }

    /// <summary>The name of a member or a parameter: <c>items[3].title</c> as <c>items.title</c>.</summary>
    private static string NameOf(JsonProperty error) =>
        Regex.Replace(error.Name, @"\[\d+\]", "", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static HashSet<string> Sent(Draft draft) =>
        [.. draft.Query.Select(parameter => parameter.Name), .. NamesIn(draft.Body, "")];

    private static IEnumerable<string> NamesIn(JsonNode? node, string place) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
            {
                var name = place.Length == 0 ? member.Key : $"{place}.{member.Key}";

                return NamesIn(member.Value, name).Prepend(name);
            }),
            JsonArray items => items.SelectMany(item => NamesIn(item, place)),
            _ => [],
        };
}
