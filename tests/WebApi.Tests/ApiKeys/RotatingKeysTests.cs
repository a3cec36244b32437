using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ApiKeys;

public sealed class RotatingKeysTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_rotated_key_has_a_successor_with_its_name_and_scopes_and_ends_at_once()
    {
        var (key, client) = await IssueAsync("\"trips:read\"", "\"keys:write\"");

        var next = (await client.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBe(201);

        (next.Member("name"), next.Raw("scopes")).ShouldBe((key.Member("name"), key.Raw("scopes")));
        next.Id.ShouldNotBe(key.Id);
        next.Header("Cache-Control").ShouldBe("no-store");
        (await client.GetAsync(Paths.Trips)).ShouldBeProblem(401);
        (await client.As(client.UserId, next.Member("secret")).GetAsync(Paths.Trips)).ShouldBe(200);
        (await service.Alice.GetAsync(Paths.Key(key.Id))).Raw("revokedAt").ShouldNotBe("null");
    }

    [Fact]
    public async Task An_overlap_lets_the_old_key_work_until_it_is_over()
    {
        var (key, client) = await IssueAsync("\"trips:read\"", "\"keys:write\"");

        var next = (await client.PostAsync(Paths.Rotation(key.Id), """{"overlapSeconds": 3600}""")).ShouldBe(
            201
        );

        (await client.GetAsync(Paths.Trips)).ShouldBe(200);
        var later = service.StartAnother(new ShiftedClock(TimeSpan.FromSeconds(3601)));
        (await later.As(client.UserId, client.Secret).GetAsync(Paths.Trips)).ShouldBeProblem(401);
        (await later.As(client.UserId, next.Member("secret")).GetAsync(Paths.Trips)).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"overlapSeconds": -1}""", "overlapSeconds")]
    [InlineData("""{"overlapSeconds": 604801}""", "overlapSeconds")]
    [InlineData("""{"overlapSeconds": "60"}""", "overlapSeconds")]
    [InlineData("""{"name": "x"}""", "name")]
    public async Task A_rotation_that_is_not_valid_is_refused_and_the_key_stays(string body, string member)
    {
        var (key, client) = await IssueAsync("\"trips:read\"", "\"keys:write\"");

        (await client.PostAsync(Paths.Rotation(key.Id), body)).ShouldBeProblem(400, member);
        (await client.GetAsync(Paths.Trips)).ShouldBe(200);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(604_800, false)]
    public async Task An_overlap_is_from_none_to_seven_days(int seconds, bool endsAtOnce)
    {
        var (key, client) = await IssueAsync("\"trips:read\"", "\"keys:write\"");

        (await client.PostAsync(Paths.Rotation(key.Id), $$"""{"overlapSeconds": {{seconds}}}""")).ShouldBe(
            201
        );

        var old = await service.Alice.GetAsync(Paths.Key(key.Id));
        (old.Raw("revokedAt") is "null").ShouldBe(!endsAtOnce);
        (old.Raw("expiresAt") is "null").ShouldBe(endsAtOnce);
    }

    [Fact]
    public async Task An_overlap_lets_no_key_live_longer_than_it_would_have()
    {
        var end = ("expiresAt", $"\"{TimeProvider.System.GetUtcNow().AddHours(1):O}\"");
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With(end))).ShouldBe(201);

        var next = await service.Alice.PostAsync(Paths.Rotation(key.Id), """{"overlapSeconds": 604800}""");

        next.ShouldBe(201).Member("expiresAt").ShouldBe(key.Member("expiresAt"));
        var old = await service.Alice.GetAsync(Paths.Key(key.Id));
        old.Member("expiresAt").ShouldBe(key.Member("expiresAt"));
    }

    [Fact]
    public async Task A_key_that_has_ended_is_not_rotated()
    {
        var (key, _) = await IssueAsync("\"trips:read\"");
        (await service.Alice.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);

        (await service.Alice.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Nobody_rotates_a_key_with_scopes_that_they_lack()
    {
        var (key, _) = await IssueAsync("\"trips:read\"", "\"trips:write\"");
        var lesser = await service.IssueAsync(service.Alice.UserId, "keys:write", "trips:read");

        (await lesser.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBeProblem(403);
        (await service.Alice.GetAsync(Paths.Key(key.Id))).Raw("revokedAt").ShouldBe("null");
    }

    [Fact]
    public async Task Anothers_key_is_unknown_and_an_administrator_rotates_it_for_its_owner()
    {
        var (key, client) = await IssueAsync("\"users:read\"");

        (await service.Bob.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBeProblem(404);
        var next = (await service.Admin.PostAsync(Paths.Rotation(key.Id), "{}")).ShouldBe(201);
        (await client.As(client.UserId, next.Member("secret")).GetAsync(Paths.Me))
            .ShouldBe(200)
            .Id.ShouldBe(client.UserId);
    }

    private async Task<(Answer Key, ApiClient Client)> IssueAsync(params string[] scopes)
    {
        var body = KeyBody.With(("scopes", $"[{string.Join(',', scopes)}]"));
        var key = (await service.Alice.PostAsync(Paths.Keys, body)).ShouldBe(201);

        return (key, service.Alice.As(service.Alice.UserId, key.Member("secret")));
    }
}
