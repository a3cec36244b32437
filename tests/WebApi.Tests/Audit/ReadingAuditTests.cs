using System.Text.Json;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Audit;

/// <summary>What the log tells of each change, and whom.</summary>
public sealed class ReadingAuditTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Members =
    [
        "id",
        "at",
        "entity",
        "entityId",
        "ownerId",
        "action",
        "actor",
        "keyId",
        "requestId",
        "sessionRole",
        "before",
        "after",
    ];

    [Fact]
    public async Task Every_change_is_told_with_who_made_it_by_which_key_and_request()
    {
        var client = await service.RegisterAsync();
        var keyId = (await client.GetAsync(Paths.Keys)).Ids().ShouldHaveSingleItem();
        var trip = await client.PostAsync(Paths.Trips, TripBody.With(), ("X-Request-Id", "plan-1"));
        await client.PatchAsync(
            Paths.Trip(trip.ShouldBe(201).Id),
            """{"status": "booked"}""",
            ("X-Request-Id", "book-2")
        );
        (await client.DeleteAsync(Paths.Trip(trip.Id), ("X-Request-Id", "drop-3"))).ShouldBe(204);

        var entries = await client.EntriesAsync($"entity=trip&id={trip.Id}");

        entries.ShouldAllBe(entry =>
            entry.EnumerateObject().Select(member => member.Name).SequenceEqual(Members)
            && entry.GetProperty("id").GetGuid().Version == 7
            && entry.GetProperty("entityId").GetGuid() == trip.Id
            && entry.GetProperty("ownerId").GetGuid() == client.UserId
            && entry.GetProperty("actor").GetGuid() == client.UserId
            && entry.GetProperty("keyId").GetGuid() == keyId
            && entry.GetProperty("sessionRole").GetString() == "enterprise_test_app"
            && entry.GetProperty("at").GetString()!.EndsWith('Z')
        );
        entries
            .Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("requestId")}")
            .ShouldBe(["deleted drop-3", "updated book-2", "created plan-1"]);
        (Member(entries[1], "before", "status"), Member(entries[1], "after", "status")).ShouldBe(
            ("planning", "booked")
        );
        entries[0].GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
        entries[2].GetProperty("before").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_row_is_told_in_the_words_of_the_API()
    {
        var client = await service.RegisterAsync();
        var trip = await client.PlanAsync();

        var after = (await client.EntriesAsync($"id={trip.Id}"))[0].GetProperty("after");

        after
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(
                [
                    "id",
                    "userId",
                    "title",
                    "destination",
                    "description",
                    "startsOn",
                    "endsOn",
                    "travelers",
                    "kind",
                    "status",
                    "createdAt",
                    "updatedAt",
                    "budgetAmount",
                    "budgetCurrency",
                ],
                ignoreOrder: true
            );
        after.GetProperty("createdAt").GetString().ShouldBe(trip.Member("createdAt"));
        after.GetProperty("budgetAmount").GetRawText().ShouldBe("1500.00");
    }

    [Fact]
    public async Task Preferences_come_back_as_they_were_sent()
    {
        var client = await service.RegisterAsync();
        const string Preferences = """{"snake_case":1.10,"deep":{"a_b":[1e2]}}""";
        (await client.PatchAsync(Paths.Me, $$"""{"preferences": {{Preferences}}}""")).ShouldBe(200);

        var entry = (await client.EntriesAsync("entity=user"))[0];

        entry.GetProperty("after").GetProperty("preferences").GetRawText().ShouldBe(Preferences);
    }

    [Fact]
    public async Task No_entry_tells_a_hash_a_sealed_value_or_a_secret()
    {
        var client = await service.RegisterAsync();
        var value = ProviderKeyBody.NewValue();
        var path = Paths.ProviderKey("openai", "default");
        (await client.PutAsync(path, ProviderKeyBody.With(value))).ShouldBe(201);
        (await client.PutAsync(path, ProviderKeyBody.With(ProviderKeyBody.NewValue()))).ShouldBe(200);
        (await client.DeleteAsync(path)).ShouldBe(204);
        var key = (await client.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        (await client.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);
        await using var superuser = await service.Database.ConnectAsAdminAsync();
        var hashes = await superuser.ListAsync<string>(
            "SELECT encode(hash, 'hex') FROM api_keys WHERE user_id = $1",
            client.UserId
        );

        var log = (await client.GetAsync($"{Paths.Audit}?limit=100")).ShouldBe(200);

        log.Text.ShouldNotContain(value);
        log.Text.ShouldNotContain(key.Member("secret")!);
        log.Text.ShouldNotContain("\\x", Case.Sensitive);
        hashes.Count.ShouldBe(2);
        hashes.ShouldAllBe(hash => !log.Text.Contains(hash, StringComparison.OrdinalIgnoreCase));
        var masked = (await client.EntriesAsync("limit=100"))
            .SelectMany(entry => new[] { entry.GetProperty("before"), entry.GetProperty("after") })
            .Where(row => row.ValueKind is JsonValueKind.Object)
            .SelectMany(row => row.EnumerateObject())
            .Where(member => member.Name is "hash" or "sealedValue")
            .Select(member => member.Value.GetString())
            .ToArray();
        masked.Length.ShouldBe(8);
        masked.ShouldAllBe(text => text == "***");
    }

    [Fact]
    public async Task A_user_reads_of_their_own_objects_alone_and_an_administrator_of_everybodys()
    {
        var (ada, bea) = (await service.RegisterAsync(), await service.RegisterAsync());
        var (trip, _, _) = await ada.SettleAsync();
        await bea.SettleAsync();

        (await ada.StoryAsync()).ShouldBe([
            "providerKey created",
            "apiKey created",
            "tripStop created",
            "trip created",
            "apiKey created",
            "user created",
        ]);
        (await ada.EntriesAsync()).ShouldAllBe(entry => entry.GetProperty("ownerId").GetGuid() == ada.UserId);
        (await bea.StoryAsync($"id={trip}")).ShouldBeEmpty();
        (await bea.StoryAsync($"actor={ada.UserId}")).ShouldBeEmpty();
        (await service.Admin.StoryAsync($"id={trip}")).ShouldBe(["trip created"]);
        (await service.Admin.EntriesAsync($"actor={bea.UserId}")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_an_administrator_does_to_an_object_its_owner_reads()
    {
        var client = await service.RegisterAsync();
        var trip = await client.PlanAsync();
        (await service.Admin.PatchAsync(Paths.Trip(trip.Id), """{"title": "Changed"}""")).ShouldBe(200);

        var newest = (await client.EntriesAsync($"id={trip.Id}"))[0];

        newest.GetProperty("actor").GetGuid().ShouldBe(service.Admin.UserId);
        (await client.StoryAsync($"id={trip.Id}&actor={service.Admin.UserId}")).ShouldBe(["trip updated"]);
    }

    [Fact]
    public async Task What_was_deleted_is_told_of_to_an_administrator_also_when_its_owner_is_gone()
    {
        var client = await service.RegisterAsync();
        var (trip, stop, key) = await client.SettleAsync();
        (await client.DeleteAsync(Paths.Me)).ShouldBe(204);

        foreach (var id in new[] { client.UserId, trip, stop, key })
        {
            var newest = (await service.Admin.EntriesAsync($"id={id}"))[0];
            newest.GetProperty("action").GetString().ShouldBe("deleted");
            newest.GetProperty("actor").GetGuid().ShouldBe(client.UserId);
        }
    }

    [Fact]
    public async Task A_request_that_is_refused_or_changes_nothing_leaves_no_entry()
    {
        var client = await service.RegisterAsync(Scopes.TripsRead, Scopes.TripsWrite, Scopes.UsersRead);
        var trip = await client.PlanAsync();

        (await client.PatchAsync(Paths.Trip(trip.Id), "{}")).ShouldBe(200);
        (await client.PatchAsync(Paths.Trip(trip.Id), """{"travelers": 0}""")).ShouldBe(400);
        (await client.DeleteAsync(Paths.Trip(trip.Id), ("If-Match", "\"0\""))).ShouldBe(412);

        (await client.StoryAsync($"id={trip.Id}")).ShouldBe(["trip created"]);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_leaves_no_second_entry()
    {
        var client = await service.RegisterAsync();
        var body = TripBody.With();
        var first = await client.PostAsync(Paths.Trips, body, ("Idempotency-Key", "once"));

        var second = await client.PostAsync(Paths.Trips, body, ("Idempotency-Key", "once"));

        second.ShouldBe(201).Id.ShouldBe(first.ShouldBe(201).Id);
        (await client.StoryAsync("entity=trip")).ShouldBe(["trip created"]);
        (await client.EntriesAsync("entity=trip"))[0]
            .GetProperty("requestId")
            .GetString()
            .ShouldBe(first.Header("X-Request-Id"));
    }

    private static string? Member(JsonElement entry, string row, string name) =>
        entry.GetProperty(row).GetProperty(name).GetString();
}
