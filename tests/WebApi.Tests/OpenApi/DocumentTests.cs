using System.Text.Json;
using System.Text.RegularExpressions;
using Enterprise.WebApi.Tests.Authentication;
using Enterprise.WebApi.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Enterprise.WebApi.Tests.OpenApi;

public sealed class DocumentTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Undescribed = [Paths.OpenApi];

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_needs_no_key()
    {
        var document = (await service.Nobody.GetAsync(Paths.OpenApi)).ShouldBe(200);

        document.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("application/json");
        document.Member("openapi").ShouldNotBeNull().ShouldStartWith("3.1.");
    }

    [Fact]
    public async Task There_is_no_other_document() =>
        (await service.Nobody.GetAsync("/openapi/v2.json")).ShouldBeProblem(404);

    [Fact]
    public async Task Every_route_is_described_and_every_path_is_mapped()
    {
        var mapped = service
            .Routes.SelectMany(route =>
                (route.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? []).Select(
                    method => $"{method} {PathOf(route)}"
                )
            )
            .Where(operation => !operation.StartsWith("HEAD ", StringComparison.Ordinal))
            .Where(operation => !Undescribed.Any(path => operation.EndsWith(path, StringComparison.Ordinal)));

        (await OperationsAsync())
            .Select(operation => $"{operation.Method} {operation.Path}")
            .ShouldBe(mapped, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_call_is_known_to_these_tests_with_its_scope()
    {
        var described = (await OperationsAsync())
            .Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))
            .Select(operation =>
                $"{operation.Method} {Regex.Replace(operation.Path, @"\{\w+\}", "{}", Options, Limit)}"
            );
        var known = ContractCalls.WithScopes.Select(call =>
            $"{call[0]} {((string)call[1]).Replace($"{Paths.UnknownId}", "{}", StringComparison.Ordinal)}"
        );

        described.ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_a_summary()
    {
        var operations = await OperationsAsync();

        operations.Select(operation => Text(operation.Body, "operationId")).ShouldBeUnique();
        operations.ShouldAllBe(operation => Text(operation.Body, "operationId").Length > 0);
        operations.ShouldAllBe(operation => Text(operation.Body, "summary").Length > 0);
    }

    [Fact]
    public async Task Every_call_that_needs_a_key_says_so()
    {
        foreach (var operation in await OperationsAsync())
        {
            operation
                .Body.TryGetProperty("security", out _)
                .ShouldBe(
                    operation.Path.StartsWith("/api/", StringComparison.Ordinal)
                        || operation.Path is Paths.Health or Paths.Metrics or Paths.Ops or Paths.OpsEvents,
                    operation.Path
                );
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = (await service.Nobody.GetAsync(Paths.OpenApi)).ShouldBe(200);
        var references = Regex
            .Matches(document.Text, "\"\\$ref\": *\"#/(?<path>[^\"]+)\"", Options, Limit)
            .Select(match => match.Groups["path"].Value)
            .ToHashSet();
        references.ShouldNotBeEmpty();

        foreach (var reference in references)
        {
            var place = document.Json;

            foreach (var step in reference.Split('/'))
            {
                place.TryGetProperty(step, out place).ShouldBeTrue(reference);
            }
        }
    }

    [Fact]
    public async Task The_page_to_try_the_API_from_loads_with_its_scripts()
    {
        var entry = await service.Nobody.GetAsync("/docs");
        entry.Status.ShouldBeOneOf(200, 301, 302);
        var page = (await service.Nobody.GetAsync(Paths.Docs)).ShouldBe(200);

        page.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("text/html");
        (await service.Nobody.GetAsync("/docs/swagger-ui-bundle.js")).ShouldBe(200).Body.ShouldNotBeEmpty();
        (await service.Nobody.GetAsync("/docs/index.js")).ShouldBe(200).Text.ShouldContain(Paths.OpenApi);
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static TimeSpan Limit => TimeSpan.FromSeconds(5);

    private static string PathOf(RouteEndpoint route) =>
        $"/{Regex.Replace(route.RoutePattern.RawText!.Trim('/'), @":\w+\}", "}", Options, Limit)}";

    private static string Text(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private async Task<List<(string Method, string Path, JsonElement Body)>> OperationsAsync() =>
        [
            .. (await service.Nobody.GetAsync(Paths.OpenApi))
                .ShouldBe(200)
                .Json.GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject()
                        .Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value))
                ),
        ];
}
