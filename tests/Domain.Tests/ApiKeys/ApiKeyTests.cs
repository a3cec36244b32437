using Enterprise.Domain.ApiKeys;

namespace Enterprise.Domain.Tests.ApiKeys;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_scope_that_is_named_twice_is_held_once() =>
        Issued("trips:read", "trips:write", "trips:read").Scopes.ShouldBe(["trips:read", "trips:write"]);

    [Fact]
    public void A_new_key_is_neither_used_nor_revoked()
    {
        var key = Issued("trips:read");

        key.LastUsedAt.ShouldBeNull();
        key.RevokedAt.ShouldBeNull();
        key.CreatedAt.ShouldBe(Noon);
    }

    [Fact]
    public void Revoking_again_keeps_the_time_of_the_first_revocation()
    {
        var key = Issued("trips:read");

        key.Revoke(Noon);
        key.Revoke(Noon.AddHours(1));

        key.RevokedAt.ShouldBe(Noon);
    }

    private static ApiKey Issued(params string[] scopes) =>
        ApiKey.Issue(
            Guid.CreateVersion7(Noon),
            Guid.CreateVersion7(Noon),
            "laptop",
            "ent_00000000",
            new byte[32],
            scopes,
            expiresAt: null,
            Noon
        );
}
