using System.Globalization;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Audit;

/// <summary>Which entries are shown, and in which parts.</summary>
public sealed class FilteringAuditTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("trip", "trip created")]
    [InlineData("tripStop", "tripStop created")]
    [InlineData("user", "user created")]
    [InlineData("apiKey", "apiKey created", "apiKey created")]
    [InlineData("providerKey", "providerKey created")]
    public async Task Entries_of_one_kind_are_chosen_by_its_word(string entity, params string[] story)
    {
        var client = await service.RegisterAsync();
        await client.SettleAsync();

        (await client.StoryAsync($"entity={entity}")).ShouldBe(story);
    }

    [Fact]
    public async Task Entries_of_a_time_are_chosen_from_its_beginning_up_to_before_its_end()
    {
        var client = await service.RegisterAsync();
        await client.SettleAsync();
        var times = (await client.EntriesAsync())
            .Select(entry => entry.GetProperty("at").GetString()!)
            .Reverse()
            .ToArray();

        (await TimesAsync(client, $"from={times[1]}&to={times[3]}")).ShouldBe([times[2], times[1]]);
        (await TimesAsync(client, $"from={times[1]}")).ShouldBe(times[1..].Reverse());
        (await TimesAsync(client, $"to={times[1]}")).ShouldBe([times[0]]);
        (await TimesAsync(client, $"from={times[1]}&to={times[1]}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_is_the_whole_of_it_in_UTC()
    {
        var client = await service.RegisterAsync();
        await using var superuser = await service.Database.ConnectAsAdminAsync();
        await superuser.RunAsync(
            """
            INSERT INTO audit_entries (id, at, entity, entity_id, owner_id, action, session_role, after)
            SELECT gen_random_uuid(), at, 'trip', gen_random_uuid(), $1, 'created', 'me', '{}'
            FROM unnest(ARRAY['2031-05-01 00:00+00', '2031-05-01 23:59:59.999999+00', '2031-05-02 00:00+00']::timestamptz[]) at
            """,
            client.UserId
        );

        (await TimesAsync(client, "from=2031-05-01&to=2031-05-01")).ShouldBe([
            "2031-05-01T23:59:59.999999Z",
            "2031-05-01T00:00:00Z",
        ]);
        (await TimesAsync(client, "from=2031-05-02&to=9999-12-31")).ShouldBe(["2031-05-02T00:00:00Z"]);
        (await TimesAsync(client, "from=2031-05-01T12:00:00Z&to=2031-05-01")).ShouldBe([
            "2031-05-01T23:59:59.999999Z",
        ]);
        (await TimesAsync(client, "from=2031-05-01&to=2031-05-01T00:00:00.000001Z")).ShouldBe([
            "2031-05-01T00:00:00Z",
        ]);
        (await TimesAsync(client, "from=0001-01-01&to=0001-01-01")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("entity=Trip", "entity")]
    [InlineData("entity=tripstop", "entity")]
    [InlineData("entity=destination", "entity")]
    [InlineData("entity=", "entity")]
    [InlineData("entity=trip&entity=user", "entity")]
    [InlineData("id=1", "id")]
    [InlineData("actor=me", "actor")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2031-02-29", "from")]
    [InlineData("from=2031-05-01T09:30:00", "from")]
    [InlineData("from=2031-05-01T09:30:00%2B02:00", "from")]
    [InlineData("from=2031-05-01T09:30Z", "from")]
    [InlineData("from=2031-05-01T09:30:00.Z", "from")]
    [InlineData("from=2031-05-01T09:30:00.1234567Z", "from")]
    [InlineData("from=2031-05-01T24:00:00Z", "from")]
    [InlineData("from=2031-05-01t09:30:00z", "from")]
    [InlineData("to=2031-05-01%20", "to")]
    [InlineData("from=2031-05-02&to=2031-05-01", "from")]
    [InlineData("from=2031-05-01T00:00:01Z&to=2031-05-01T00:00:00Z", "from")]
    [InlineData("from=2031-05-02T00:00:00Z&to=2031-05-01", "from")]
    [InlineData("userId=01890000-0000-7000-8000-00000000beef", "userId")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task A_bad_filter_is_refused_by_name(string query, string name) =>
        (await service.Alice.GetAsync($"{Paths.Audit}?{query}")).ShouldBeProblem(400, name);

    [Fact]
    public async Task Parts_lead_from_one_to_the_next_the_newest_first_and_each_entry_is_seen_once()
    {
        var client = await service.RegisterAsync();
        await client.SettleAsync();
        var all = (await client.GetAsync($"{Paths.Audit}?limit=100")).Ids();
        var walked = new List<Guid>();

        for (string? next = $"{Paths.Audit}?limit=2"; next is not null; )
        {
            var part = (await client.GetAsync(next)).ShouldBe(200);
            walked.AddRange(part.Ids());
            next = part.Next();
            // What happens meanwhile comes before all that is seen later.
            await client.PlanAsync();
        }

        walked.ShouldBe(all);
        (await client.EntriesAsync())
            .Select(entry => entry.GetProperty("at").GetDateTimeOffset())
            .ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_cursor_serves_one_caller_and_one_filter()
    {
        var client = await service.RegisterAsync();
        await client.SettleAsync();
        var cursor = (await client.GetAsync($"{Paths.Audit}?limit=1")).Member("nextCursor");

        (await client.GetAsync($"{Paths.Audit}?limit=3&cursor={cursor}")).ShouldBe(200);
        (await service.Bob.GetAsync($"{Paths.Audit}?cursor={cursor}")).ShouldBeProblem(400, "cursor");

        foreach (
            var filter in (string[])
                [
                    "entity=trip",
                    $"id={Paths.UnknownId}",
                    $"actor={client.UserId}",
                    "from=2031-05-01",
                    "to=2031-05-01",
                ]
        )
        {
            (await client.GetAsync($"{Paths.Audit}?{filter}&cursor={cursor}")).ShouldBeProblem(400, "cursor");
        }
    }

    [Fact]
    public async Task A_cursor_of_one_instant_serves_no_other_one_in_the_same_second()
    {
        var client = await service.RegisterAsync();
        await client.SettleAsync();
        var now = TimeProvider
            .System.GetUtcNow()
            .AddHours(-1)
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var cursor = (await client.GetAsync($"{Paths.Audit}?limit=1&from={now}.1Z")).Member("nextCursor");

        (await client.GetAsync($"{Paths.Audit}?from={now}.1Z&cursor={cursor}")).ShouldBe(200);
        (await client.GetAsync($"{Paths.Audit}?from={now}.2Z&cursor={cursor}")).ShouldBeProblem(
            400,
            "cursor"
        );
    }

    private static async Task<IReadOnlyList<string>> TimesAsync(ApiClient client, string query) =>
        [.. (await client.EntriesAsync(query)).Select(entry => entry.GetProperty("at").GetString()!)];
}
