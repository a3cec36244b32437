using Enterprise.WebApi.Tests.Authentication;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class QueryParametersTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string, string> Calls => ContractCalls.WithScopes;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_unknown_parameter_is_named(string method, string path, string scope)
    {
        scope.ShouldNotBeEmpty();
        (await service.Admin.CallAsync(method, $"{path}?nonsense=1")).ShouldBeProblem(400, "nonsense");
        (await service.Admin.CallAsync(method, $"{path}?nonsense")).ShouldBeProblem(400, "nonsense");
        (await service.Admin.CallAsync(method, $"{path}?a=1&b=2")).ShouldBeProblem(400, "a", "b");
        (await service.Admin.CallAsync(method, $"{path}?LIMIT=1")).ShouldBeProblem(400, "LIMIT");
        (await service.Admin.CallAsync(method, $"{path}?%F0%9F%8C%8D=1")).ShouldBeProblem(400, "🌍");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1e1", "limit")]
    [InlineData("limit=%2B5", "limit")]
    [InlineData("limit=%205", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("limit=%D9%A5", "limit")]
    [InlineData("limit=%00", "limit")]
    [InlineData("limit=%FF", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit", "limit")]
    [InlineData("limit=5&limit=5", "limit")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("cursor=", "cursor")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=%00", "cursor")]
    [InlineData("cursor=a&cursor=b", "cursor")]
    public async Task A_bad_value_is_refused_by_the_name_of_its_parameter(string query, string name)
    {
        (await service.Admin.GetAsync($"{Paths.Trips}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.Users}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.Keys}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.ProviderKeys}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.Destinations}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.SearchHistory}?{query}")).ShouldBeProblem(400, name);
        (await service.Admin.GetAsync($"{Paths.Audit}?{query}")).ShouldBeProblem(400, name);
        var trip = await service.Alice.PlanAsync();
        (await service.Alice.GetAsync($"{Paths.Stops(trip.Id)}?{query}")).ShouldBeProblem(400, name);
    }

    [Theory]
    [InlineData("userId=")]
    [InlineData("userId=me")]
    [InlineData("userId=01890000")]
    [InlineData("userId=01890000-0000-7000-8000-00000000beef%00")]
    [InlineData("userId=01890000-0000-7000-8000-00000000beef&userId=01890000-0000-7000-8000-00000000beef")]
    public async Task A_user_that_is_no_id_is_refused(string query)
    {
        (await service.Admin.GetAsync($"{Paths.Trips}?{query}")).ShouldBeProblem(400, "userId");
        (await service.Admin.GetAsync($"{Paths.Keys}?{query}")).ShouldBeProblem(400, "userId");
    }

    [Fact]
    public async Task All_bad_parameters_are_named_at_once() =>
        (await service.Admin.GetAsync($"{Paths.Trips}?limit=0&cursor=&userId=x")).ShouldBeProblem(
            400,
            "limit",
            "cursor",
            "userId"
        );

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1")]
    [InlineData("01890000-0000-7000-8000-00000000beeg")]
    [InlineData("01890000-0000-7000-8000-00000000beef0")]
    [InlineData("%FF")]
    [InlineData("..%2f")]
    [InlineData("%F0%9F%8C%8D")]
    public async Task An_id_that_cannot_be_read_is_not_found(string id)
    {
        foreach (var path in (string[])[Paths.Trips, Paths.Keys, Paths.Users])
        {
            (await service.Admin.GetAsync($"{path}/{id}")).ShouldBeProblem(404);
            (await service.Admin.DeleteAsync($"{path}/{id}")).ShouldBeProblem(404);
        }

        (await service.Admin.PostAsync($"{Paths.Users}/{id}/api-keys", KeyBody.With())).ShouldBeProblem(404);
        (await service.Admin.PostAsync($"{Paths.Keys}/{id}/rotate", "{}")).ShouldBeProblem(404);
        (await service.Admin.GetAsync($"{Paths.Trips}/{id}/stops")).ShouldBeProblem(404);
        var trip = await service.Alice.PlanAsync();
        (await service.Alice.GetAsync($"{Paths.Stops(trip.Id)}/{id}")).ShouldBeProblem(404);
        (await service.Alice.DeleteAsync($"{Paths.Stops(trip.Id)}/{id}")).ShouldBeProblem(404);
    }
}
