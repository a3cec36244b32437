using System.Text.Json;
using System.Text.RegularExpressions;
using Enterprise.WebApi.Tests.OpenApi;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The answers that the OpenAPI document declares for each operation.</summary>
internal sealed class DeclaredAnswers
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const string Id = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /// <summary>What every answer over HTTP/1.1 may have, whatever it says.</summary>
    private static readonly string[] Transport =
    [
        "Date",
        "Content-Type",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
    ];

    private readonly SchemaCheck _schemas;
    private readonly List<(Regex Path, Operation Operation)> _operations;

    public DeclaredAnswers(JsonElement document)
    {
        _schemas = new SchemaCheck(document);
        _operations = [.. Operation.AllOf(document).Select(operation => (PatternOf(operation), operation))];
    }

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    /// <summary>Fails where the operation is declared but the answer is not; HEAD answers as GET, without a body.</summary>
    public void MustHold(HttpMethod method, string path, Answer answer)
    {
        var name = method == HttpMethod.Head ? HttpMethod.Get : method;
        var what =
            $"{method} {path} → {answer.Status}, which the OpenAPI document does not declare like this";

        foreach (var (pattern, operation) in _operations)
        {
            if (operation.Method != name || !pattern.IsMatch(path))
            {
                continue;
            }

            var declared = operation.Answers.SingleOrDefault(one => one.Status == answer.Status).Answer;
            declared.ValueKind.ShouldBe(JsonValueKind.Object, what);
            MustHoldFields(declared, answer, what);

            if (method != HttpMethod.Head)
            {
                MustHoldBody(declared, answer, what);
            }
        }
    }

    /// <summary>What an operation answers to; an id is told from a word such as <c>count</c> by its form.</summary>
    private static Regex PatternOf(Operation operation) =>
        new(
            $"^{Regex.Replace(operation.Path, @"\{(?<name>[^}]*)\}", match => FormOf(operation, match.Groups["name"].Value), Options, Second)}$",
            Options,
            Second
        );

    private static string FormOf(Operation operation, string parameter)
    {
        var schema = operation
            .Body.GetProperty("parameters")
            .EnumerateArray()
            .Single(known => known.GetProperty("name").ValueEquals(parameter))
            .GetProperty("schema");

        return schema.TryGetProperty("format", out var format) && format.ValueEquals("uuid")
            ? Id
            : schema.GetProperty("pattern").GetString()!.Trim('^', '$');
    }

    private void MustHoldFields(JsonElement declared, Answer answer, string what)
    {
        var fields = declared
            .GetProperty("headers")
            .EnumerateObject()
            .ToDictionary(
                field => field.Name,
                field => _schemas.Resolve(field.Value),
                StringComparer.OrdinalIgnoreCase
            );

        answer
            .HeaderNames.Except(fields.Keys.Concat(Transport), StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty(what);

        foreach (var (name, field) in fields)
        {
            if (answer.Header(name) is { } value)
            {
                _schemas
                    .Violations(AsJson(value, field), field.GetProperty("schema"))
                    .ShouldBeEmpty($"{name}: {what}");
            }
            else
            {
                IsRequired(field).ShouldBeFalse($"{name} is missing: {what}");
            }
        }
    }

    private void MustHoldBody(JsonElement declared, Answer answer, string what)
    {
        if (!declared.TryGetProperty("content", out var content))
        {
            answer.Body.ShouldBeEmpty(what);

            return;
        }

        var mediaType = answer.Header("Content-Type").ShouldNotBeNull(what).Split(';')[0];
        content.TryGetProperty(mediaType, out var body).ShouldBeTrue(what);
        var value = mediaType.StartsWith("text/", StringComparison.Ordinal)
            ? JsonSerializer.SerializeToElement(answer.Text)
            : answer.Json;
        _schemas.Violations(value, body.GetProperty("schema")).ShouldBeEmpty(what);
    }

    private static bool IsRequired(JsonElement field) =>
        field.TryGetProperty("required", out var required) && required.GetBoolean();

    private static JsonElement AsJson(string value, JsonElement field) =>
        field.GetProperty("schema").GetProperty("type").ValueEquals("integer")
            ? JsonElement.Parse(value)
            : JsonSerializer.SerializeToElement(value);
}
