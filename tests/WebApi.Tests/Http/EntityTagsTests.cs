using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Http;

public sealed class EntityTagsTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Other = "\"ffffffff\"";

    /// <summary>Values in which <c>TAG</c> stands for the tag, and whether they hold it by strong comparison.</summary>
    public static TheoryData<string, bool> IfMatch =>
        new()
        {
            { "TAG", true },
            { "*", true },
            { $"{Other}, TAG", true },
            { $"TAG,{Other}", true },
            { $"{Other},, \t TAG", true },
            { "W/TAG", false },
            { Other, false },
            { $"{Other}, W/TAG", false },
            { "\"\"", false },
            { "nonsense", false },
            { "UNQUOTED", false },
            { "UPPER", false },
            { "SHORT", false },
        };

    public static TheoryData<string, bool> IfNoneMatch =>
        new()
        {
            { "TAG", true },
            { "*", true },
            { "W/TAG", true },
            { $"{Other}, W/TAG", true },
            { Other, false },
            { "\"\"", false },
            { "nonsense", false },
            { "UNQUOTED", false },
            { "SHORT", false },
        };

    [Theory]
    [MemberData(nameof(IfNoneMatch))]
    public async Task What_the_client_has_is_not_sent_again(string value, bool known)
    {
        var trip = await service.Alice.PlanAsync();
        await MustAnswerAsync(service.Alice, Paths.Trip(trip.Id));
        await MustAnswerAsync(service.Alice, Paths.Me);
        await MustAnswerAsync(service.Admin, Paths.User(service.Alice.UserId));
        var key = await service.Alice.PostAsync(Paths.Keys, KeyBody.With());
        await MustAnswerAsync(service.Alice, Paths.Key(key.Id));

        async Task MustAnswerAsync(ApiClient client, string path)
        {
            var read = (await client.GetAsync(path)).ShouldBe(200);
            var answer = await client.GetAsync(path, ("If-None-Match", Fill(value, read.ETag)));

            answer.ShouldBe(known ? 304 : 200).ETag.ShouldBe(read.ETag);
            answer.Text.ShouldBe(known ? "" : read.Text);
            answer.HeaderNames.Contains("Content-Type").ShouldBe(!known);
        }
    }

    [Theory]
    [MemberData(nameof(IfMatch))]
    public async Task A_change_happens_only_to_the_version_that_was_meant(string value, bool matches)
    {
        var trip = await service.Alice.PlanAsync();
        var path = Paths.Trip(trip.Id);
        var headers = ("If-Match", Fill(value, trip.ETag));

        if (matches)
        {
            var replaced = (await service.Alice.PutAsync(path, TripBody.Least, headers)).ShouldBe(200);
            headers = ("If-Match", Fill(value, replaced.ETag));
            var patched = await service.Alice.PatchAsync(path, """{"title": "Porto"}""", headers);
            headers = ("If-Match", Fill(value, patched.ShouldBe(200).ETag));
            (await service.Alice.DeleteAsync(path, headers)).ShouldBe(204);
        }
        else
        {
            (await service.Alice.PutAsync(path, TripBody.Least, headers)).ShouldBeProblem(412);
            (await service.Alice.PatchAsync(path, """{"title": "Porto"}""", headers)).ShouldBeProblem(412);
            (await service.Alice.DeleteAsync(path, headers)).ShouldBeProblem(412);
            (await service.Alice.GetAsync(path)).Text.ShouldBe(trip.Text);
        }
    }

    [Fact]
    public async Task A_tag_from_before_a_change_no_longer_matches()
    {
        var trip = await service.Alice.PlanAsync();
        var path = Paths.Trip(trip.Id);
        var changed = await service.Alice.PatchAsync(path, """{"title": "Porto"}""", ("If-Match", trip.ETag));

        (
            await service.Alice.PatchAsync(path, """{"title": "Faro"}""", ("If-Match", trip.ETag))
        ).ShouldBeProblem(412);
        (await service.Alice.GetAsync(path, ("If-None-Match", trip.ETag)))
            .ShouldBe(200)
            .ETag.ShouldBe(changed.ETag);
    }

    [Fact]
    public async Task Users_and_keys_are_guarded_too()
    {
        var user = await service.RegisterAsync();
        var me = await user.GetAsync(Paths.Me);
        var key = await user.PostAsync(Paths.Keys, KeyBody.With());
        (string, string) stale = ("If-Match", Other);

        (await user.PatchAsync(Paths.Me, """{"displayName": "Eve"}""", stale)).ShouldBeProblem(412);
        (await user.DeleteAsync(Paths.Me, stale)).ShouldBeProblem(412);
        (await service.Admin.PatchAsync(Paths.User(user.UserId), "{}", stale)).ShouldBeProblem(412);
        (await service.Admin.DeleteAsync(Paths.User(user.UserId), stale)).ShouldBeProblem(412);
        (await user.DeleteAsync(Paths.Key(key.Id), stale)).ShouldBeProblem(412);
        (await user.GetAsync(Paths.Me)).Text.ShouldBe(me.Text);
        (await user.GetAsync(Paths.Key(key.Id))).Raw("revokedAt").ShouldBe("null");

        (await user.DeleteAsync(Paths.Key(key.Id), ("If-Match", key.ETag))).ShouldBe(204);
        (await user.PatchAsync(Paths.Me, "{}", ("If-Match", me.ETag))).ShouldBe(200);
        (await user.DeleteAsync(Paths.Me, ("If-Match", me.ETag))).ShouldBe(204);
    }

    [Fact]
    public async Task Several_header_lines_are_one_list()
    {
        var trip = await service.Alice.PlanAsync();

        (await PatchAsync($"If-Match: {Other}\r\nIf-Match: {trip.ETag}")).Status.ShouldBe(200);
        (await PatchAsync($"If-Match: {Other}\r\nIf-Match: {Other}")).Status.ShouldBe(412);
        (await PatchAsync("If-Match:")).Status.ShouldBe(412);

        Task<RawAnswer> PatchAsync(string lines) =>
            RawHttp.SendAsync(
                service.Address,
                $"PATCH {Paths.Trip(trip.Id)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"
                    + $"X-API-Key: {service.Alice.Secret}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
            );
    }

    private static string Fill(string value, string tag) =>
        value switch
        {
            "UNQUOTED" => tag.Trim('"'),
            "UPPER" => $"\"0{tag.Trim('"').ToUpperInvariant()}\"",
            "SHORT" => $"\"{tag.Trim('"').TrimStart('0')}\"",
            _ => value.Replace("TAG", tag, StringComparison.Ordinal),
        };
}
