using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class CursorsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_cursor_that_was_tampered_with_is_refused()
    {
        var cursor = await CursorAsync(service.Alice, Paths.Trips);
        string[] bad =
        [
            cursor[..^1],
            cursor + "A",
            cursor.ToUpperInvariant(),
            $"{cursor}%3D",
            $"%20{cursor}",
        ];

        foreach (var text in bad.Concat(Enumerable.Range(0, cursor.Length - 1).Select(Changed)))
        {
            (await service.Alice.GetAsync($"{Paths.Trips}?cursor={text}")).ShouldBeProblem(400, "cursor");
        }

        string Changed(int at) => $"{cursor[..at]}{(cursor[at] is 'A' ? 'B' : 'A')}{cursor[(at + 1)..]}";
    }

    [Fact]
    public async Task A_cursor_serves_only_whom_it_was_made_for()
    {
        var cursor = await CursorAsync(service.Alice, Paths.Trips);

        (await service.Bob.GetAsync($"{Paths.Trips}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (await service.Admin.GetAsync($"{Paths.Trips}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (
            await service.Admin.GetAsync($"{Paths.Trips}?userId={service.Alice.UserId}&cursor={cursor}")
        ).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{Paths.Trips}?cursor={cursor}")).ShouldBe(200);
    }

    [Fact]
    public async Task A_cursor_serves_only_its_own_list_and_filter()
    {
        var trips = await CursorAsync(service.Alice, Paths.Trips);
        var keys = await CursorAsync(service.Alice, Paths.Keys);
        var users = await CursorAsync(service.Admin, Paths.Users);

        (await service.Alice.GetAsync($"{Paths.Keys}?cursor={trips}")).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{Paths.Trips}?cursor={keys}")).ShouldBeProblem(400, "cursor");
        (await service.Admin.GetAsync($"{Paths.Trips}?cursor={users}")).ShouldBeProblem(400, "cursor");
        (await service.Admin.GetAsync($"{Paths.Users}?email=a@b.c&cursor={users}")).ShouldBeProblem(
            400,
            "cursor"
        );
        (await service.Admin.GetAsync($"{Paths.Users}?cursor={users}")).ShouldBe(200);
    }

    [Fact]
    public async Task A_cursor_allows_another_limit() =>
        (
            await service.Alice.GetAsync(
                $"{Paths.Trips}?limit=7&cursor={await CursorAsync(service.Alice, Paths.Trips)}"
            )
        ).ShouldBe(200);

    private async Task<string> CursorAsync(ApiClient client, string path)
    {
        for (var i = 0; i < 2; i++)
        {
            await service.Alice.PlanAsync();
            (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        }

        return (await client.GetAsync($"{path}?limit=1"))
            .ShouldBe(200)
            .Member("nextCursor")
            .ShouldNotBeNull();
    }
}
