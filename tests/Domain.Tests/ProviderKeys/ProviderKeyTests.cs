using Enterprise.Domain.ProviderKeys;
using Enterprise.Domain.Rules;

namespace Enterprise.Domain.Tests.ProviderKeys;

public sealed class ProviderKeyTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sk-0123456789", "6789")]
    [InlineData("12345678", "5678")]
    [InlineData("1234567", "567")]
    [InlineData("1234", "34")]
    [InlineData("123", "3")]
    [InlineData("12", "2")]
    [InlineData("1", "")]
    [InlineData("", "")]
    [InlineData("ab🔑🔑", "🔑🔑")]
    [InlineData("🔑🔒🔓🗝🔑🔒🔓🗝", "🔑🔒🔓🗝")]
    public void At_most_four_characters_and_at_most_half_of_a_value_are_shown(string value, string shown) =>
        ProviderKey.LastFourOf(value).ShouldBe(shown);

    [Theory]
    [InlineData("openai", true)]
    [InlineData("a", true)]
    [InlineData("-", true)]
    [InlineData("0-9-az", true)]
    [InlineData("", false)]
    [InlineData("OpenAI", false)]
    [InlineData("open_ai", false)]
    [InlineData("open.ai", false)]
    [InlineData("open ai", false)]
    [InlineData("openai\n", false)]
    [InlineData("öpenai", false)]
    [InlineData("٣", false)]
    public void A_service_or_name_is_made_of_small_letters_digits_and_hyphens(string text, bool isWord) =>
        ProviderKey.IsWord(text).ShouldBe(isWord);

    [Fact]
    public void A_service_or_name_has_at_most_fifty_characters()
    {
        ProviderKey.IsWord(new string('a', 50)).ShouldBeTrue();
        ProviderKey.IsWord(new string('a', 51)).ShouldBeFalse();
    }

    [Fact]
    public void A_new_value_takes_the_place_of_the_old_one_and_of_its_end_alone()
    {
        var key = Stored(Noon.AddDays(1));

        key.Replace([4, 5, 6], "WXYZ", expiresAt: null);

        key.SealedValue.ShouldBe([4, 5, 6]);
        (key.LastFour, key.ExpiresAt).ShouldBe(("WXYZ", null));
        (key.Service, key.Name, key.CreatedAt).ShouldBe(("openai", "default", Noon));
        (key.UsageCount, key.LastUsedAt).ShouldBe((0, null));
    }

    [Fact]
    public void A_key_is_usable_until_its_end_and_not_from_then_on()
    {
        var key = Stored(Noon.AddDays(1));

        key.MustBeUsable(Noon.AddDays(1).AddMicroseconds(-1));
        Should
            .Throw<RuleBrokenException>(() => key.MustBeUsable(Noon.AddDays(1)))
            .Message.ShouldContain("openai");
        Stored(expiresAt: null).MustBeUsable(DateTimeOffset.MaxValue);
    }

    private static ProviderKey Stored(DateTimeOffset? expiresAt) =>
        ProviderKey.Store(
            Guid.CreateVersion7(Noon),
            Guid.CreateVersion7(Noon),
            "openai",
            "default",
            [1, 2, 3],
            "cdef",
            expiresAt,
            Noon
        );
}
