using System.Text.Json;
using System.Text.RegularExpressions;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The answers that the OpenAPI document declares for each operation.</summary>
internal sealed class DeclaredAnswers
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const string Id = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private const string Word = "[a-z0-9-]{1,50}";

    private readonly List<(Regex Path, string Method, JsonElement Responses)> _operations = [];

    public DeclaredAnswers(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var ids = Regex.Replace(path.Name, @"\{(id|\w+Id)\}", Id, Options, Second);
            var pattern = new Regex(
                $"^{Regex.Replace(ids, @"\{\w+\}", Word, Options, Second)}$",
                Options,
                Second
            );

            foreach (var operation in path.Value.EnumerateObject())
            {
                _operations.Add((pattern, operation.Name, operation.Value.GetProperty("responses")));
            }
        }
    }

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    /// <summary>Fails where the operation is declared but the answer is not; HEAD answers as GET.</summary>
    public void MustHold(HttpMethod method, string path, string status, string? mediaType)
    {
        var name = method == HttpMethod.Head ? "get" : method.Method;
        var what = $"{method} {path} → {status} {mediaType}, which the OpenAPI document does not declare";

        foreach (var (pattern, operation, responses) in _operations)
        {
            if (!pattern.IsMatch(path) || !operation.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            responses.TryGetProperty(status, out var response).ShouldBeTrue(what);

            if (mediaType is not null)
            {
                response.TryGetProperty("content", out var content).ShouldBeTrue(what);
                content.TryGetProperty(mediaType, out _).ShouldBeTrue(what);
            }
        }
    }
}
