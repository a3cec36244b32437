using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ApiKeys;

public sealed class IssuingKeysTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Members =
    [
        "id",
        "name",
        "prefix",
        "scopes",
        "createdAt",
        "expiresAt",
        "lastUsedAt",
        "revokedAt",
    ];

    [Fact]
    public async Task The_secret_is_shown_once_and_is_in_no_cache()
    {
        var key = (await service.Alice.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        var secret = key.Member("secret").ShouldNotBeNull();

        key.Header("Cache-Control").ShouldBe("no-store");
        key.Header("Location").ShouldBe(Paths.Key(key.Id));
        key.Json.EnumerateObject()
            .Select(member => member.Name)
            .Order()
            .ShouldBe(Members.Append("secret").Order());
        secret.ShouldMatch("^ent_[0-9A-Za-z]{38}$");
        key.Member("prefix").ShouldBe(secret[..12]);
        key.Id.Version.ShouldBe(7);

        var read = (await service.Alice.GetAsync(Paths.Key(key.Id))).ShouldBe(200);
        read.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        read.ETag.ShouldBe(key.ETag);
        var list = (await service.Alice.GetAsync(Paths.Keys)).ShouldBe(200);
        list.Text.ShouldNotContain("secret");
        list.Text.ShouldNotContain(secret);
        list.Text.ShouldContain(read.Text);
    }

    [Fact]
    public async Task A_key_keeps_what_was_asked_for()
    {
        var name = string.Concat(Enumerable.Repeat("🌍", 100));
        var end = "2099-12-31T23:59:59.123456+01:00";
        var key = await service.Alice.PostAsync(
            Paths.Keys,
            KeyBody.With(
                ("name", $"\"{name}\""),
                ("scopes", """["trips:write", "trips:read", "trips:write"]"""),
                ("expiresAt", $"\"{end}\"")
            )
        );
        var read = await service.Alice.GetAsync(Paths.Key(key.ShouldBe(201).Id));

        read.Member("name").ShouldBe(name);
        read.Json.GetProperty("scopes").Deserialize<string[]>().ShouldBe(["trips:write", "trips:read"]);
        read.Member("expiresAt").ShouldBe("2099-12-31T22:59:59.123456Z");
        read.Raw("revokedAt").ShouldBe("null");
        key.Member("expiresAt").ShouldBe(read.Member("expiresAt"));
    }

    [Fact]
    public async Task A_key_serves_at_once_and_for_its_scopes_alone()
    {
        var key = await service.Alice.PostAsync(Paths.Keys, KeyBody.With());
        var client = service.Nobody.As(service.Alice.UserId, key.Member("secret"));

        (await client.GetAsync(Paths.Trips)).ShouldBe(200);
        (await client.PostAsync(Paths.Trips, TripBody.With())).ShouldBeProblem(403);
        (await client.GetAsync(Paths.Me)).ShouldBeProblem(403);
    }

    [Theory]
    [InlineData("name", "null")]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\" \"")]
    [InlineData("name", "\"\\u0000\"")]
    [InlineData("name", "\"\\ud800\"")]
    [InlineData("name", "1")]
    [InlineData("scopes", "null")]
    [InlineData("scopes", "[]")]
    [InlineData("scopes", "[null]")]
    [InlineData("scopes", "[\"nonsense\"]")]
    [InlineData("scopes", "[\"Trips:Read\"]")]
    [InlineData("scopes", "[\"trips:read\", \"\"]")]
    [InlineData("scopes", "\"trips:read\"")]
    [InlineData("scopes", "{}")]
    [InlineData("scopes", "[\"trips:read\\u0000\"]")]
    [InlineData("scopes", "[\"\\ud800\"]")]
    [InlineData("expiresAt", "\"2099-01-01T00:00:00Z\\u0000\"")]
    [InlineData("expiresAt", "\"\\ud800\"")]
    [InlineData("expiresAt", "\"2001-01-01T00:00:00Z\"")]
    [InlineData("expiresAt", "\"2099-01-01\"")]
    [InlineData("expiresAt", "\"2099-01-01T00:00:00\"")]
    [InlineData("expiresAt", "\"2099-02-30T00:00:00Z\"")]
    [InlineData("expiresAt", "\"nonsense\"")]
    [InlineData("expiresAt", "\"\"")]
    [InlineData("expiresAt", "4070908800")]
    [InlineData("id", "null")]
    [InlineData("secret", "\"ent_mine\"")]
    [InlineData("prefix", "\"ent_mine\"")]
    [InlineData("userId", "\"01890000-0000-7000-8000-00000000beef\"")]
    [InlineData("ownerId", "null")]
    [InlineData("createdAt", "null")]
    [InlineData("updatedAt", "null")]
    public async Task A_bad_member_is_refused_by_name(string name, string json) =>
        (await service.Alice.PostAsync(Paths.Keys, KeyBody.With((name, json)))).ShouldBeProblemAbout(name);

    [Fact]
    public async Task A_name_has_at_most_100_code_points() =>
        (
            await service.Alice.PostAsync(
                Paths.Keys,
                KeyBody.With(("name", $"\"{string.Concat(Enumerable.Repeat("🌍", 101))}\""))
            )
        ).ShouldBeProblem(400, "name");

    [Fact]
    public async Task A_caller_gives_no_scope_that_they_lack()
    {
        (
            await service.Alice.PostAsync(Paths.Keys, KeyBody.With(("scopes", """["admin"]""")))
        ).ShouldBeProblem(403);
        var issuer = await service.RegisterAsync("keys:write", "trips:read");

        (await issuer.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(201);
        (
            await issuer.PostAsync(Paths.Keys, KeyBody.With(("scopes", """["trips:read", "trips:write"]""")))
        ).ShouldBeProblem(403);
    }
}
