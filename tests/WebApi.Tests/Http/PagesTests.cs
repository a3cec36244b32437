using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class PagesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_empty_list_has_no_next_part()
    {
        var list = (await (await service.RegisterAsync()).GetAsync(Paths.Trips)).ShouldBe(200);

        list.Text.ShouldBe("""{"items":[],"nextCursor":null}""");
        list.Header("Link").ShouldBeNull();
        list.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task A_part_has_20_items_unless_another_limit_is_given()
    {
        var client = await service.RegisterAsync();
        var trips = await PlanAsync(client, 21);

        var first = await client.GetAsync(Paths.Trips);
        first.Ids().ShouldBe(trips.Reverse().Take(20));
        (await client.GetAsync($"{Paths.Trips}?limit=100")).Ids().ShouldBe(trips.Reverse());
        (await client.GetAsync($"{Paths.Trips}?limit=1")).Ids().ShouldBe([trips[^1]]);
        (await client.GetAsync($"{Paths.Trips}?cursor={first.Member("nextCursor")}"))
            .Ids()
            .ShouldBe([trips[0]]);
    }

    [Fact]
    public async Task A_list_that_fills_its_last_part_ends_there()
    {
        var client = await service.RegisterAsync();
        await PlanAsync(client, 4);
        var second = await client.GetAsync((await client.GetAsync($"{Paths.Trips}?limit=2")).Next()!);

        second.Ids().Count.ShouldBe(2);
        second.Raw("nextCursor").ShouldBe("null");
        second.Header("Link").ShouldBeNull();
    }

    [Theory]
    [InlineData(Paths.Trips)]
    [InlineData(Paths.Keys)]
    public async Task The_link_leads_on_as_it_is_and_each_item_is_seen_once(string path)
    {
        var client = await service.RegisterAsync();

        for (var i = 0; i < 5; i++)
        {
            var body = path is Paths.Trips ? TripBody.With() : KeyBody.With();
            (await client.PostAsync(path, body)).ShouldBe(201);
        }

        var all = (await client.GetAsync(path)).Ids();
        (await WalkAsync(client, $"{path}?limit=2")).ShouldBe(all);
        (await WalkAsync(service.Admin, $"{path}?userId={client.UserId}&limit=2")).ShouldBe(all);
    }

    [Theory]
    [InlineData("S\u00e3o Miguel")]
    [InlineData("a&b=c#d")]
    [InlineData("1+1 \"<50%>\"")]
    [InlineData("\U0001f30d")]
    public async Task The_link_keeps_a_filter_as_it_was_meant(string destination)
    {
        var client = await service.RegisterAsync();
        var trips = new List<Guid>();

        for (var i = 0; i < 3; i++)
        {
            trips.Add((await client.PlanAsync(("destination", JsonText.Quote(destination)))).Id);
            await client.PlanAsync();
        }

        trips.Reverse();
        var query = $"destination={Uri.EscapeDataString(destination)}&limit=1";
        (await WalkAsync(client, $"{Paths.Trips}?{query}")).ShouldBe(trips);
    }

    [Fact]
    public async Task Users_are_walked_and_filtered_alike()
    {
        for (var i = 0; i < 5; i++)
        {
            (await service.Admin.PostAsync(Paths.Users, UserBody.With())).ShouldBe(201);
        }

        var all = (await service.Admin.GetAsync($"{Paths.Users}?limit=100")).Ids();
        var walked = await WalkAsync(service.Admin, $"{Paths.Users}?limit=3");

        // Other tests of the class may register users meanwhile: they come first, and none comes twice.
        walked.ShouldBeUnique();
        all.Except(walked).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_come_and_go_neither_repeat_nor_hide_others()
    {
        var client = await service.RegisterAsync();
        var trips = await PlanAsync(client, 12);
        var seen = new List<Guid>();
        string? next = $"{Paths.Trips}?limit=3";

        while (next is not null)
        {
            var part = (await client.GetAsync(next)).ShouldBe(200);
            seen.AddRange(part.Ids());
            next = part.Next();

            // One comes at the head; of those seen, the last goes, which is where the cursor stands.
            await client.PlanAsync();
            (await client.DeleteAsync(Paths.Trip(seen[^1]))).ShouldBe(204);
        }

        seen.ShouldBe(trips.Reverse());
    }

    private static async Task<Guid[]> PlanAsync(ApiClient client, int count)
    {
        var ids = new Guid[count];

        for (var i = 0; i < count; i++)
        {
            ids[i] = (await client.PlanAsync()).Id;
        }

        return ids;
    }

    private static async Task<List<Guid>> WalkAsync(ApiClient client, string path)
    {
        var ids = new List<Guid>();

        for (string? next = path; next is not null; )
        {
            var part = (await client.GetAsync(next)).ShouldBe(200);
            ids.AddRange(part.Ids());
            next = part.Next();
        }

        return ids;
    }
}
