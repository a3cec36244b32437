using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Secrets;
using Enterprise.Application.Users;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Enterprise.Application.Tests.ApiKeys;

/// <summary>From a secret to the caller it stands for.</summary>
public sealed class ApiKeyAuthenticatorTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_valid_secret_gives_its_user_its_key_and_its_scopes()
    {
        var owner = await Services.RegisterAsync();
        var key = await IssueAsync(owner);

        var caller = (await AuthenticateAsync(key.Secret)).ShouldNotBeNull();

        (caller.UserId, caller.KeyId).ShouldBe((owner.UserId, key.Id));
        caller.Scopes.ShouldBe([Scopes.TripsRead]);
        caller.IsAdmin.ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var owner = await Services.RegisterAsync();
        var key = await IssueAsync(owner);

        await Services.SendAsync(new RevokeApiKey(owner, key.Id, Preconditions.None));

        (await AuthenticateAsync(key.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_is_refused_from_the_instant_of_its_expiry_on()
    {
        var key = await IssueAsync(await Services.RegisterAsync(), TimeSpan.FromHours(1));

        database.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMicroseconds(1));
        (await AuthenticateAsync(key.Secret)).ShouldNotBeNull();

        database.Clock.Advance(TimeSpan.FromMicroseconds(1));
        (await AuthenticateAsync(key.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_of_a_deleted_user_is_refused()
    {
        var owner = await Services.RegisterAsync();
        var key = await IssueAsync(owner);

        await Services.SendAsync(new DeleteUser(owner, owner.UserId, Preconditions.None));

        (await AuthenticateAsync(key.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_that_nobody_issued_is_refused() =>
        (await AuthenticateAsync(ApiKeySecret.Create())).ShouldBeNull();

    [Fact]
    public async Task A_secret_means_nothing_to_a_deployment_with_another_master_key()
    {
        var key = await IssueAsync(await Services.RegisterAsync());
        var other = new ApiKeyAuthenticator(
            Services.GetRequiredService<IApiKeyDirectory>(),
            Substitute.For<IApiKeyUsage>(),
            new ApiKeyHasher(new MasterKey(Convert.ToBase64String(new byte[32]))),
            database.Clock
        );

        (await other.AuthenticateAsync(key.Secret, "", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_mistyped_secret_is_refused_without_a_question_to_the_database()
    {
        var authenticator = new ApiKeyAuthenticator(
            new UnaskedDirectory(),
            Substitute.For<IApiKeyUsage>(),
            new ApiKeyHasher(new MasterKey(TestServices.MasterKeyText)),
            new FakeClock()
        );
        var secret = ApiKeySecret.Create();
        var mistyped = secret[..^1] + (secret[^1] == 'x' ? 'y' : 'x');

        (await authenticator.AuthenticateAsync(mistyped, "", CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await authenticator.AuthenticateAsync(secret, "", CancellationToken.None)
        );
    }

    private ValueTask<Caller?> AuthenticateAsync(string secret) =>
        Services
            .GetRequiredService<ApiKeyAuthenticator>()
            .AuthenticateAsync(secret, "", CancellationToken.None);

    private Task<IssuedApiKey> IssueAsync(Caller owner, TimeSpan? life = null) =>
        Services.SendAsync(
            new IssueApiKey(
                owner,
                owner.UserId,
                new ApiKeyInput
                {
                    Name = "laptop",
                    Scopes = [Scopes.TripsRead],
                    ExpiresAt = life is { } span ? database.Clock.Now + span : null,
                }
            )
        );

    private sealed class UnaskedDirectory : IApiKeyDirectory
    {
        public ValueTask<ApiKeyRecord?> FindAsync(byte[] hash, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The database was asked.");

        public void Forget() { }
    }
}
