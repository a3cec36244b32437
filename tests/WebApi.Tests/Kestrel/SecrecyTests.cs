using Enterprise.Application.ApiKeys;
using Enterprise.Application.Secrets;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The most talkative log that the program can write tells no secret.</summary>
public sealed class SecrecyTests : IAsyncLifetime
{
    private static readonly string[] Talkative =
    [
        "Default",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
        "Npgsql",
    ];

    private Installation _installation = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() =>
        _installation = await Installation.CreateAsync([
            .. Talkative.Select(category => ($"Logging__LogLevel__{category}", "Trace")),
        ]);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task No_log_holds_a_secret_or_what_stands_for_one()
    {
        var secrets = await CallEverythingAsync();
        await _installation.Service.TerminateAsync();
        (await _installation.Service.WaitAsync()).ShouldBe(0);
        var log = _installation.Service.Output;

        // The log must be one that would tell: the calls, and what they did in the database, are in it.
        log.ShouldContain(Paths.Keys);
        log.ShouldContain("INSERT INTO api_keys");
        log.ShouldContain("INSERT INTO provider_keys");
        log.ShouldContain("INSERT INTO data_protection_keys");

        foreach (var secret in secrets.Concat(_installation.Passwords))
        {
            log.ShouldNotContain(secret, Case.Insensitive);
        }

        foreach (
            var hash in secrets.Select(HashOf).Append(Convert.FromBase64String(TestServices.MasterKeyText))
        )
        {
            log.ShouldNotContain(Convert.ToHexString(hash), Case.Insensitive);
            log.ShouldNotContain(Convert.ToBase64String(hash).TrimEnd('='), Case.Sensitive);
        }
    }

    private static byte[] HashOf(string secret) =>
        new ApiKeyHasher(new MasterKey(TestServices.MasterKeyText)).Hash(secret);

    private async Task<List<string>> CallEverythingAsync()
    {
        var (admin, user) = (_installation.Admin, _installation.User);
        var nobody = user.As(Guid.Empty, otherSecret: null);
        var made = await admin.PostAsync(Paths.Users, UserBody.With());
        var key = await user.PostAsync(Paths.Keys, KeyBody.With());
        var other = await admin.PostAsync(Paths.KeysOf(made.ShouldBe(201).Id), KeyBody.With());
        var mistyped = $"{user.Secret[..^1]}{(user.Secret.EndsWith('0') ? '1' : '0')}";
        var unknown = Enterprise.Domain.ApiKeys.ApiKeySecret.Create();

        (await nobody.GetAsync(Paths.Trips, ("X-API-Key", key.Member("secret")!))).ShouldBe(200);
        (await nobody.GetAsync(Paths.Trips, ("X-API-Key", mistyped))).ShouldBe(401);
        (await nobody.GetAsync(Paths.Trips, ("Authorization", $"Bearer {unknown}"))).ShouldBe(401);
        (await user.GetAsync(Paths.Keys)).ShouldBe(200);
        (await user.PatchAsync(Paths.Me, "{}")).ShouldBe(200);
        (await user.PostAsync(Paths.Keys, KeyBody.With(("name", "1")))).ShouldBe(400);
        var trip = await user.PlanAsync();
        (await user.PutAsync(Paths.Trip(trip.Id), TripBody.With(("status", "\"completed\"")))).ShouldBe(409);
        (await user.DeleteAsync(Paths.Trip(trip.Id))).ShouldBe(204);
        (await user.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);
        var stored = ProviderKeyBody.NewValue();
        var provider = Paths.ProviderKey("weather", "default");
        (await user.PutAsync(provider, ProviderKeyBody.With(stored))).ShouldBe(201);
        (await user.PutAsync(provider, ProviderKeyBody.With(stored))).ShouldBe(200);
        (await user.PutAsync(provider, $$"""{"value": "{{stored}}", "{{stored}}x": 1}""")).ShouldBe(400);
        (await user.PutAsync(provider, ProviderKeyBody.With(stored), ("If-Match", "\"0\""))).ShouldBe(412);

        // A failure of the database is told with its exception, whose text is the driver's.
        await using (var owner = new NpgsqlConnection(_installation.Owner))
        {
            await owner.OpenAsync();
            await owner.RunAsync("ALTER TABLE api_keys RENAME TO hidden");
            (await user.PostAsync(Paths.Keys, KeyBody.With())).ShouldBe(500);
            await owner.RunAsync("ALTER TABLE hidden RENAME TO api_keys");
        }

        await _installation.Server.KillAsync();
        (await user.GetAsync(Paths.Trips)).ShouldBe(503);

        return
        [
            admin.Secret,
            user.Secret,
            key.Member("secret")!,
            other.Member("secret")!,
            mistyped,
            unknown,
            stored,
        ];
    }
}
