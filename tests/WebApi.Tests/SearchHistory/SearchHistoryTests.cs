using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.SearchHistory;

public sealed class SearchHistoryTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_search_is_told_of_with_what_was_asked_and_what_came_of_it()
    {
        var user = await service.RegisterAsync();
        var id = await AddAsync(user, """{"text": "Tromsø", "limit": 10}""");

        var search = (await user.GetAsync(Paths.SearchHistory)).Items().ShouldHaveSingleItem();

        search
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["id", "type", "parameters", "resultsCount", "durationMs", "createdAt"]);
        search.GetProperty("id").GetGuid().ShouldBe(id);
        search.GetProperty("type").GetString().ShouldBe("destination");
        search.GetProperty("parameters").GetProperty("text").GetString().ShouldBe("Tromsø");
        (search.GetProperty("resultsCount").GetInt32(), search.GetProperty("durationMs").GetInt32()).ShouldBe(
            (3, 12)
        );
        search.GetProperty("createdAt").GetString().ShouldNotBeNull().ShouldEndWith("Z");
    }

    [Fact]
    public async Task Searches_are_listed_newest_first_in_parts_by_cursors_of_the_callers_own()
    {
        var user = await service.RegisterAsync();
        Guid[] made = [await AddAsync(user), await AddAsync(user), await AddAsync(user)];

        var first = await user.GetAsync($"{Paths.SearchHistory}?type=destination&limit=2");
        var second = await user.GetAsync(first.Next().ShouldNotBeNull());

        first.Ids().Concat(second.Ids()).ShouldBe(made.Reverse());
        second.Next().ShouldBeNull();
        (await service.Bob.GetAsync(first.Next()!)).ShouldBeProblem(400, "cursor");
        var cursor = first.Member("nextCursor");
        (await user.GetAsync($"{Paths.SearchHistory}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
    }

    [Theory]
    [InlineData("type=Destination", "type")]
    [InlineData("type=trip", "type")]
    [InlineData("type=", "type")]
    [InlineData("type=destination&type=destination", "type")]
    [InlineData("text=surf", "text")]
    public async Task A_bad_filter_is_refused_by_name(string query, string name) =>
        (await service.Alice.GetAsync($"{Paths.SearchHistory}?{query}")).ShouldBeProblem(400, name);

    [Fact]
    public async Task A_search_is_forgotten_once()
    {
        var user = await service.RegisterAsync();
        var (kept, gone) = (await AddAsync(user), await AddAsync(user));

        (await user.DeleteAsync(Paths.Search(gone))).ShouldBe(204).Body.ShouldBeEmpty();

        (await user.DeleteAsync(Paths.Search(gone))).ShouldBeProblem(404);
        (await user.GetAsync(Paths.SearchHistory)).Ids().ShouldBe([kept]);
    }

    [Fact]
    public async Task All_searches_of_a_user_are_forgotten_and_nobody_elses()
    {
        var (user, other) = (await service.RegisterAsync(), await service.RegisterAsync());
        await AddAsync(user);
        await AddAsync(user);
        var theirs = await AddAsync(other);

        (await user.DeleteAsync(Paths.SearchHistory)).ShouldBe(204);
        (await user.DeleteAsync(Paths.SearchHistory)).ShouldBe(204);

        (await user.GetAsync(Paths.SearchHistory)).Ids().ShouldBeEmpty();
        (await other.GetAsync(Paths.SearchHistory)).Ids().ShouldBe([theirs]);
    }

    [Fact]
    public async Task A_search_of_another_user_is_as_unknown_as_none()
    {
        var theirs = await AddAsync(service.Alice);
        var unknown = await service.Bob.DeleteAsync(Paths.Search(Paths.UnknownId));

        (await service.Bob.DeleteAsync(Paths.Search(theirs)))
            .ShouldBeProblem(404)
            .ShouldTellTheSameAs(unknown);

        (await service.Alice.GetAsync(Paths.SearchHistory)).Ids().ShouldContain(theirs);
    }

    [Fact]
    public async Task An_administrator_reads_and_clears_anybodys()
    {
        var user = await service.RegisterAsync();
        var (first, second) = (await AddAsync(user), await AddAsync(user));
        var list = $"{Paths.SearchHistory}?userId={user.UserId}";

        (await service.Admin.GetAsync(list)).Ids().ShouldBe([second, first]);
        (await service.Bob.GetAsync(list)).ShouldBeProblem(403);
        (await service.Bob.DeleteAsync(list)).ShouldBeProblem(403);
        (await service.Admin.DeleteAsync(Paths.Search(first))).ShouldBe(204);
        (await user.GetAsync(list)).Ids().ShouldBe([second]);
        (await service.Admin.DeleteAsync(list)).ShouldBe(204);
        (await user.GetAsync(list)).Ids().ShouldBeEmpty();
        (await service.Admin.DeleteAsync($"{Paths.SearchHistory}?userId=x")).ShouldBeProblem(400, "userId");
    }

    [Fact]
    public async Task Preconditions_are_held_to()
    {
        var user = await service.RegisterAsync();
        var id = await AddAsync(user);

        (await user.DeleteAsync(Paths.Search(id), ("If-Match", "\"0\""))).ShouldBeProblem(412);
        (await user.DeleteAsync(Paths.SearchHistory, ("If-Match", "\"0\""))).ShouldBeProblem(412);
        (await user.DeleteAsync(Paths.SearchHistory, ("If-None-Match", "*"))).ShouldBeProblem(412);
        (await user.GetAsync(Paths.SearchHistory)).Ids().ShouldBe([id]);

        (await user.DeleteAsync(Paths.SearchHistory, ("If-Match", "*"))).ShouldBe(204);
        (await user.GetAsync(Paths.SearchHistory)).Ids().ShouldBeEmpty();
    }

    private async Task<Guid> AddAsync(ApiClient user, string parameters = "{}")
    {
        await using var everybodys = await service.Database.ConnectAsOwnerAsync();

        return await everybodys.AddSearchAsync(user.UserId, parameters);
    }
}
