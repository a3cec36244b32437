using Enterprise.Domain.Users;

namespace Enterprise.Domain.Tests.Users;

public sealed class UserTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Noon.AddHours(1);

    [Theory]
    [InlineData("Ada@Example.org", "ada@example.org")]
    [InlineData("ÄDA@EXAMPLE.ORG", "äda@example.org")]
    [InlineData("ada@example.org", "ada@example.org")]
    public void Addresses_are_compared_without_their_case(string email, string key) =>
        User.KeyOf(email).ShouldBe(key);

    [Fact]
    public void A_new_user_keeps_the_case_of_their_address()
    {
        var user = Ada();

        (user.Email, user.EmailKey).ShouldBe(("Ada@Example.org", "ada@example.org"));
        (user.CreatedAt, user.UpdatedAt).ShouldBe((Noon, Noon));
    }

    [Fact]
    public void A_revision_that_changes_nothing_leaves_the_time_of_change_alone()
    {
        var user = Ada();

        user.Revise("Ada@Example.org", "Ada", User.NoPreferences, Later);

        user.UpdatedAt.ShouldBe(Noon);
    }

    [Theory]
    [InlineData("ada@example.org", "Ada", "{}")]
    [InlineData("Ada@Example.org", "Countess", "{}")]
    [InlineData("Ada@Example.org", "Ada", """{"units":"metric"}""")]
    public void A_revision_of_one_member_is_a_change(string email, string displayName, string preferences)
    {
        var user = Ada();

        user.Revise(email, displayName, preferences, Later);

        (user.Email, user.DisplayName, user.Preferences).ShouldBe((email, displayName, preferences));
        (user.EmailKey, user.CreatedAt, user.UpdatedAt).ShouldBe(("ada@example.org", Noon, Later));
    }

    private static User Ada() =>
        User.Register(Guid.CreateVersion7(Noon), "Ada@Example.org", "Ada", User.NoPreferences, Noon);
}
