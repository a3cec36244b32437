using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Authentication;

public sealed class ScopesTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string, string> Calls => ContractCalls.WithScopes;

    public static TheoryData<string, string, string> CallsWithIds => ContractCalls.WithIds;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_without_its_scope_is_forbidden_whatever_the_id(
        string method,
        string path,
        string scope
    )
    {
        string[] others = [.. Scopes.All.Except([.. scope.Split(' '), Scopes.Admin])];
        var client = await service.RegisterAsync(others);

        (await client.CallAsync(method, path)).ShouldBeProblem(403);
        (await client.CallAsync(method, $"{path}?nonsense=1")).ShouldBeProblem(403);
        (
            await client.CallAsync(
                method,
                path.Replace($"{Paths.UnknownId}", $"{client.UserId}", StringComparison.Ordinal)
            )
        ).ShouldBeProblem(403);
    }

    [Theory]
    [MemberData(nameof(CallsWithIds))]
    public async Task A_text_that_is_no_id_is_looked_at_when_the_caller_is_known_to_be_allowed(
        string method,
        string path,
        string scope
    )
    {
        var malformed = path.Replace($"{Paths.UnknownId}", "No_Id", StringComparison.Ordinal);
        var other = await service.RegisterAsync(
            scope is Scopes.SearchRead ? Scopes.TripsRead : Scopes.SearchRead
        );
        var allowed = await service.RegisterAsync(scope);

        (await service.Nobody.CallAsync(method, malformed)).ShouldBeProblem(401);
        (await other.CallAsync(method, malformed)).ShouldBeProblem(403);
        (await allowed.CallAsync(method, malformed)).ShouldBeProblem(404);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_needs_no_other_scope(string method, string path, string scope)
    {
        foreach (var one in scope.Split(' '))
        {
            var client = await service.RegisterAsync(one);

            (await client.CallAsync(method, path)).Status.ShouldBeOneOf(200, 204, 400, 404);
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_without_a_key_is_refused(string method, string path, string scope)
    {
        scope.ShouldNotBeEmpty();
        (await service.Nobody.CallAsync(method, path))
            .ShouldBeProblem(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task A_missing_scope_is_said_before_anything_about_the_body()
    {
        var reader = await service.RegisterAsync(Scopes.TripsRead);

        (await reader.PostAsync(Paths.Trips, "{")).ShouldBeProblem(403);
        (
            await reader.SendAsync(HttpMethod.Post, Paths.Trips, ApiClient.Content("<x/>", "application/xml"))
        ).ShouldBeProblem(403);
    }

    [Fact]
    public async Task A_user_without_admin_does_not_find_even_themselves_by_id()
    {
        (await service.Alice.GetAsync(Paths.User(service.Alice.UserId))).ShouldBeProblem(403);
        (await service.Alice.PatchAsync(Paths.User(service.Alice.UserId), "{}")).ShouldBeProblem(403);
        (await service.Alice.DeleteAsync(Paths.User(service.Alice.UserId))).ShouldBeProblem(403);
    }
}
