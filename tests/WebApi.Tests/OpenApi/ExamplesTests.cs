using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>The examples of the document; that those of requests succeed as they are, DeclaredStatusesTests show.</summary>
public sealed class ExamplesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_body_has_an_example_that_keeps_to_its_schema()
    {
        var document = (await service.Nobody.GetAsync(Paths.OpenApi)).Json;
        var schemas = new SchemaCheck(document);
        var wrong = new List<string>();

        foreach (var operation in Operation.AllOf(document))
        {
            foreach (var (place, body) in BodiesOf(operation))
            {
                wrong.AddRange(
                    body.TryGetProperty("example", out var example)
                        ? schemas
                            .Violations(example, body.GetProperty("schema"))
                            .Select(violation => $"{operation} {place}: {violation}")
                        :
                        [
                            $"{operation} {place} has no example; its room's …Schemas.cs gives one to each type",
                        ]
                );
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_problem_has_the_status_and_the_path_of_its_answer()
    {
        foreach (var operation in Operation.AllOf((await service.Nobody.GetAsync(Paths.OpenApi)).Json))
        {
            foreach (var (status, answer) in operation.Answers.Where(answer => answer.Status >= 400))
            {
                var problem = answer
                    .GetProperty("content")
                    .GetProperty("application/problem+json")
                    .GetProperty("example");

                problem.GetProperty("status").GetInt32().ShouldBe(status);
                var instance = problem.GetProperty("instance").GetString().ShouldNotBeNull();
                instance.ShouldStartWith(operation.Path.Split('{')[0]);
                instance
                    .Count(letter => letter is '/')
                    .ShouldBe(operation.Path.Count(letter => letter is '/'));
                instance.ShouldNotContain("{");
                problem.TryGetProperty("errors", out _).ShouldBe(status == 400);
            }
        }
    }

    [Fact]
    public async Task Every_header_field_and_parameter_has_a_description_and_a_schema()
    {
        var document = (await service.Nobody.GetAsync(Paths.OpenApi)).Json;
        var fields = document
            .GetProperty("components")
            .GetProperty("headers")
            .EnumerateObject()
            .Select(field => field.Value);
        var parameters = Operation
            .AllOf(document)
            .SelectMany(operation => operation.Body.GetProperty("parameters").EnumerateArray())
            .Where(parameter => !parameter.GetProperty("in").ValueEquals("path"));

        foreach (var described in fields.Concat(parameters))
        {
            described.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace();
            described.GetProperty("schema").GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    private static IEnumerable<(string Place, JsonElement Body)> BodiesOf(Operation operation) =>
        operation
            .Answers.Select(answer => ($"{answer.Status}", answer.Answer))
            .Concat(
                operation.Body.TryGetProperty("requestBody", out var request) ? [("request", request)] : []
            )
            .Where(part => part.Item2.TryGetProperty("content", out _))
            .SelectMany(part =>
                part.Item2.GetProperty("content")
                    .EnumerateObject()
                    .Select(content => (part.Item1, content.Value))
            );
}
