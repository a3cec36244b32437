using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Problems;

public sealed class ProblemsTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/trips")]
    [InlineData("/api/v1/trips/01890000-0000-7000-8000-00000000beef/nothing")]
    [InlineData("/%FF%FE")]
    public async Task Where_there_is_nothing_a_problem_says_so(string path)
    {
        (await service.Nobody.GetAsync(path)).ShouldBeProblem(404);
        (await service.Alice.GetAsync(path)).ShouldBeProblem(404);
    }

    [Fact]
    public async Task A_problem_names_the_request_it_is_about()
    {
        var first = await service.Alice.GetAsync(Paths.Trip(Paths.UnknownId));
        var second = await service.Alice.GetAsync(Paths.Trip(Paths.UnknownId));

        first.Member("instance").ShouldBe(Paths.Trip(Paths.UnknownId));
        first.Member("traceId").ShouldNotBe(second.Member("traceId"));
        first.Member("title").ShouldBe("Not Found");
    }

    [Fact]
    public async Task The_trace_of_a_problem_is_the_callers_where_they_have_one()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var answer = await service.Alice.GetAsync(
            "/nothing",
            ("traceparent", $"00-{Trace}-b7ad6b7169203331-01")
        );

        answer.Member("traceId").ShouldBe(Trace);
    }

    [Fact]
    public async Task A_problem_repeats_no_secret()
    {
        var secret = service.Alice.Secret;
        var answer = await service.Alice.PostAsync(Paths.Keys, KeyBody.With(("expiresAt", $"\"{secret}\"")));

        answer.ShouldBeProblem(400, "expiresAt").Text.ShouldNotContain(secret);
        (await service.Nobody.GetAsync(Paths.Me, ("X-API-Key", $"{secret}x"))).Text.ShouldNotContain(secret);
    }
}
