using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class FilteringTripsTests(RunningService service)
    : IClassFixture<RunningService>,
        IAsyncLifetime
{
    private ApiClient _user = null!;

    /// <summary>A user with four trips: a to Lisbon, b to Porto (booked), c to New York, d to LISBON.</summary>
    public async Task InitializeAsync()
    {
        _user = await service.RegisterAsync();
        await PlanAsync("a", "Lisbon", "2027-05-01", "2027-05-08", "Trams and tiles");
        var b = await PlanAsync("b", "Porto", "2027-05-08", "2027-05-10", "The river and its wine");
        await PlanAsync("c", "New York", "2027-01-01", "2028-12-31", "Towers, a river, 100% walking");
        await PlanAsync("d", "LISBON", "2027-06-01", "2027-06-01", "");
        (await _user.PatchAsync(Paths.Trip(b.Id), """{"status": "booked"}""")).ShouldBe(200);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", "dcba")]
    [InlineData("status=planning", "dca")]
    [InlineData("status=booked", "b")]
    [InlineData("status=canceled", "")]
    [InlineData("destination=lisbon", "da")]
    [InlineData("destination=Lisb", "")]
    [InlineData("destination=new%20york", "c")]
    [InlineData("destination=%25", "")]
    [InlineData("destination=_isbon", "")]
    [InlineData("from=2027-05-08", "dcba")]
    [InlineData("from=2027-05-09", "dcb")]
    [InlineData("to=2027-05-01", "ca")]
    [InlineData("from=2027-05-09&to=2027-05-31", "cb")]
    [InlineData("from=2029-01-01", "")]
    [InlineData("from=0001-01-01&to=9999-12-31", "dcba")]
    [InlineData("q=river", "cb")]
    [InlineData("q=RIVER%20wine", "b")]
    [InlineData("q=river%20lisbon", "")]
    [InlineData("q=porto", "b")]
    [InlineData("status=planning&q=river&from=2027-05-09", "c")]
    [InlineData("sort=createdAt", "abcd")]
    [InlineData("sort=-createdAt", "dcba")]
    [InlineData("sort=startsOn", "cabd")]
    [InlineData("sort=-startsOn", "dbac")]
    public async Task A_list_and_a_count_hold_what_was_asked_for(string query, string titles)
    {
        (await _user.GetAsync($"{Paths.Trips}?{query}")).ShouldBe(200).Titles().ShouldBe(titles);
        (await WalkAsync($"{Paths.Trips}?limit=1&{query}")).ShouldBe(titles);

        if (!query.Contains("sort", StringComparison.Ordinal))
        {
            var count = await _user.GetAsync($"{Paths.TripCount}?{query}");
            count.ShouldBe(200).Text.ShouldBe($$"""{"count":{{titles.Length}}}""");
        }
    }

    [Theory]
    [InlineData("status=Booked", "status")]
    [InlineData("status=0", "status")]
    [InlineData("status=", "status")]
    [InlineData("status=booked&status=planning", "status")]
    [InlineData("destination=", "destination")]
    [InlineData("destination=%00", "destination")]
    [InlineData("from=2027-02-30", "from")]
    [InlineData("from=2027-1-1", "from")]
    [InlineData("from=2027-05-02&to=2027-05-01", "from")]
    [InlineData("to=soon", "to")]
    [InlineData("q=", "q")]
    [InlineData("q=a%00b", "q")]
    [InlineData("sort=title", "sort", true)]
    [InlineData("sort=STARTSON", "sort", true)]
    [InlineData("sort=", "sort", true)]
    public async Task A_bad_filter_is_refused_by_name(string query, string name, bool isOfLists = false)
    {
        (await _user.GetAsync($"{Paths.Trips}?{query}")).ShouldBeProblem(400, name);

        if (!isOfLists)
        {
            (await _user.GetAsync($"{Paths.TripCount}?{query}")).ShouldBeProblem(400, name);
        }
    }

    [Theory]
    [InlineData("q=%27%22%5C%3A*%26%7C%21%28%29%3C-%3E")]
    [InlineData("q=a%20%26%20%21b")]
    [InlineData("q=%F0%9F%8C%8D")]
    [InlineData("q=%25_%5C")]
    [InlineData("destination=%27%3B%20DROP%20TABLE%20trips")]
    public async Task No_text_is_more_than_words_to_look_for(string query)
    {
        (await _user.GetAsync($"{Paths.Trips}?{query}")).ShouldBe(200);
        (await _user.GetAsync($"{Paths.TripCount}?{query}")).ShouldBe(200);
    }

    [Fact]
    public async Task Counts_and_lists_take_what_only_the_other_knows_for_unknown()
    {
        (await _user.GetAsync($"{Paths.TripCount}?limit=1")).ShouldBeProblem(400, "limit");
        (await _user.GetAsync($"{Paths.TripCount}?sort=startsOn")).ShouldBeProblem(400, "sort");
    }

    [Fact]
    public async Task Anybodys_trips_are_counted_by_an_administrator_alone()
    {
        var path = $"{Paths.TripCount}?userId={_user.UserId}";

        (await service.Admin.GetAsync(path)).ShouldBe(200).Text.ShouldBe("""{"count":4}""");
        (await service.Bob.GetAsync(path)).ShouldBeProblem(403);
    }

    [Fact]
    public async Task A_cursor_serves_one_filter_and_sort()
    {
        var first = await _user.GetAsync($"{Paths.Trips}?limit=1&sort=startsOn&q=river");
        var cursor = first.Member("nextCursor").ShouldNotBeNull();

        foreach (var query in (string[])["", "&sort=startsOn", "&q=river", "&sort=-startsOn&q=river"])
        {
            (await _user.GetAsync($"{Paths.Trips}?cursor={cursor}{query}")).ShouldBeProblem(400, "cursor");
        }

        (await _user.GetAsync($"{Paths.Trips}?cursor={cursor}&sort=startsOn&q=river")).ShouldBe(200);
    }

    private Task<Answer> PlanAsync(
        string title,
        string destination,
        string startsOn,
        string endsOn,
        string description
    ) =>
        _user.PlanAsync(
            ("title", JsonText.Quote(title)),
            ("destination", JsonText.Quote(destination)),
            ("description", JsonText.Quote(description)),
            ("startsOn", JsonText.Quote(startsOn)),
            ("endsOn", JsonText.Quote(endsOn))
        );

    private async Task<string> WalkAsync(string path)
    {
        var titles = "";

        for (string? next = path; next is not null; )
        {
            var part = (await _user.GetAsync(next)).ShouldBe(200);
            titles += part.Titles();
            next = part.Next();
        }

        return titles;
    }
}
