using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Authentication;

public sealed class CredentialsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_key_is_taken_from_either_header_field()
    {
        var secret = service.Alice.Secret;

        foreach (var scheme in (string[])["Bearer", "bearer", "BEARER"])
        {
            (await service.Nobody.GetAsync(Paths.Me, ("Authorization", $"{scheme} {secret}"))).ShouldBe(200);
        }

        (await service.Nobody.GetAsync(Paths.Me, ("X-API-Key", secret))).ShouldBe(200);
        (await service.Nobody.GetAsync(Paths.Me, ("x-api-key", secret))).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_key_a_challenge_is_answered()
    {
        var answer = (await service.Nobody.GetAsync(Paths.Trips)).ShouldBeProblem(401);

        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Bearer ");
    }

    [Theory]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Bearer nonsense")]
    [InlineData("Authorization", "Bearer ent_")]
    [InlineData("Authorization", "Basic dXNlcjpwYXNz")]
    [InlineData("Authorization", "nonsense")]
    [InlineData("X-API-Key", "nonsense")]
    [InlineData("X-API-Key", "")]
    [InlineData("X-API-Key", "Bearer nonsense")]
    public async Task A_key_that_is_none_is_refused(string header, string value) =>
        (await service.Nobody.GetAsync(Paths.Trips, (header, value)))
            .ShouldBeProblem(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull()
            .ShouldStartWith("Bearer ");

    [Fact]
    public async Task A_key_that_is_mistyped_or_nobodys_is_refused()
    {
        var secret = service.Alice.Secret;
        var mistyped = secret[..^1] + (secret.EndsWith('0') ? '1' : '0');
        string[] bad =
        [
            mistyped,
            secret.ToUpperInvariant(),
            secret[..^1],
            secret + "0",
            ApiKeySecret.Create(),
        ];

        foreach (var text in bad)
        {
            (await service.Nobody.GetAsync(Paths.Me, ("X-API-Key", text))).ShouldBeProblem(401);
            (await service.Nobody.GetAsync(Paths.Me, ("Authorization", $"Bearer {text}"))).ShouldBeProblem(
                401
            );
        }
    }

    [Fact]
    public async Task A_bad_key_in_one_field_is_not_made_good_by_the_other() =>
        (
            await service.Nobody.GetAsync(
                Paths.Me,
                ("Authorization", "Bearer nonsense"),
                ("X-API-Key", service.Alice.Secret)
            )
        ).ShouldBeProblem(401);

    [Fact]
    public async Task Of_two_keys_the_one_in_Authorization_counts()
    {
        var authorization = ("Authorization", $"Bearer {service.Bob.Secret}");

        foreach (var other in (string[])[service.Alice.Secret, service.Bob.Secret, "nonsense", ""])
        {
            (await service.Nobody.GetAsync(Paths.Me, authorization, ("X-API-Key", other)))
                .ShouldBe(200)
                .Id.ShouldBe(service.Bob.UserId);
        }
    }

    [Fact]
    public async Task A_key_in_the_address_is_not_taken() =>
        (await service.Nobody.GetAsync($"{Paths.Trips}?X-API-Key={service.Alice.Secret}")).ShouldBeProblem(
            401
        );

    [Fact]
    public async Task A_revoked_key_is_refused()
    {
        var client = await service.IssueAsync(service.Alice.UserId);
        var newest = await client.GetAsync($"{Paths.Keys}?limit=1");
        var id = newest.Json.GetProperty("items")[0].GetProperty("id").GetGuid();

        (await service.Alice.DeleteAsync(Paths.Key(id))).ShouldBe(204);

        (await client.GetAsync(Paths.Me)).ShouldBeProblem(401).Header("WWW-Authenticate").ShouldNotBeNull();
        (await service.Alice.GetAsync(Paths.Me)).ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_refused_from_its_end_on()
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        var body = KeyBody.With(("scopes", """["users:read"]"""), ("expiresAt", $"\"{end:O}\""));
        var key = (await service.Alice.PostAsync(Paths.KeysOf(service.Alice.UserId), body)).Status;
        key.ShouldBe(403);
        var secret = (await service.Admin.PostAsync(Paths.KeysOf(service.Alice.UserId), body))
            .ShouldBe(201)
            .Member("secret")!;

        var before = service.StartAnother(new ShiftedClock(TimeSpan.FromMinutes(30)));
        var after = service.StartAnother(new ShiftedClock(TimeSpan.FromMinutes(61)));

        (await before.GetAsync(Paths.Me, ("X-API-Key", secret))).ShouldBe(200);
        (await after.GetAsync(Paths.Me, ("X-API-Key", secret))).ShouldBeProblem(401);
    }
}
