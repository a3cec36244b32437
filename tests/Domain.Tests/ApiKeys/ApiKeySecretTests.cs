using Enterprise.Domain.ApiKeys;

namespace Enterprise.Domain.Tests.ApiKeys;

public sealed class ApiKeySecretTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>CRC-32 of <c>ent_</c> and 32 zeros is 0xA7B28065 as zlib computes it, in base62.</summary>
    private const string KnownSecret = "ent_0000000000000000000000000000000034P88z";

    [Fact]
    public void A_secret_has_42_characters_the_mark_and_base62()
    {
        var secret = ApiKeySecret.Create();

        secret.Length.ShouldBe(42);
        secret.ShouldStartWith("ent_");
        secret[4..].ShouldAllBe(character => Base62.Contains(character));
        ApiKeySecret.IsWellFormed(secret).ShouldBeTrue();
    }

    [Fact]
    public void The_prefix_is_its_first_twelve_characters() =>
        ApiKeySecret.PrefixOf(KnownSecret).ShouldBe("ent_00000000");

    [Fact]
    public void The_checksum_is_that_of_the_contract_so_that_others_can_compute_it() =>
        ApiKeySecret.IsWellFormed(KnownSecret).ShouldBeTrue();

    [Fact]
    public void No_two_secrets_are_the_same() =>
        Enumerable.Range(0, 1000).Select(_ => ApiKeySecret.Create()).ShouldBeUnique();

    [Fact]
    public void One_wrong_character_is_noticed_wherever_it_stands()
    {
        var secret = ApiKeySecret.Create();

        foreach (
            var (position, character) in Enumerable.Range(0, 42).SelectMany(_ => Base62, (i, c) => (i, c))
        )
        {
            var mistyped = secret[..position] + character + secret[(position + 1)..];

            ApiKeySecret
                .IsWellFormed(mistyped)
                .ShouldBe(mistyped.Equals(secret, StringComparison.Ordinal), mistyped);
        }
    }

    [Fact]
    public void Two_neighbours_that_changed_places_are_noticed()
    {
        var secret = ApiKeySecret.Create();

        foreach (var i in Enumerable.Range(0, 41))
        {
            var mistyped = $"{secret[..i]}{secret[i + 1]}{secret[i]}{secret[(i + 2)..]}";

            ApiKeySecret
                .IsWellFormed(mistyped)
                .ShouldBe(mistyped.Equals(secret, StringComparison.Ordinal), mistyped);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ent_")]
    [InlineData("ENT_0000000000000000000000000000000034P88z")]
    [InlineData("ent_0000000000000000000000000000000034P88z0")]
    [InlineData("ent_0000000000000000000000000000000é34P88z")]
    [InlineData(" ent_000000000000000000000000000000034P88z")]
    public void Text_of_another_form_is_no_secret(string text) =>
        ApiKeySecret.IsWellFormed(text).ShouldBeFalse();
}
