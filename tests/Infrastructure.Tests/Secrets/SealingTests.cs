using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Secrets;

public sealed class SealingTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposedTests
{
    private readonly KeyRingNode _node = new(database);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public void A_secret_opens_for_the_purpose_that_it_was_sealed_for()
    {
        var sealedSecret = _node.Seal("secret", "room", "a", "b");

        _node.Open(sealedSecret, "room", "a", "b").ShouldBe("secret");
        _node.Open(_node.Seal("", "room"), "room").ShouldBe("");
    }

    [Theory]
    [InlineData("room", "a")]
    [InlineData("room", "a", "b", "c")]
    [InlineData("room", "b", "a")]
    [InlineData("room", "ab")]
    [InlineData("room", "ab", "")]
    [InlineData("room", "", "ab")]
    [InlineData("room", "A", "b")]
    [InlineData("rooma", "b")]
    public void It_opens_for_no_other(params string[] purpose) =>
        _node.Open(_node.Seal("secret", "room", "a", "b"), purpose).ShouldBeNull();

    [Fact]
    public void What_is_sealed_twice_does_not_look_the_same() =>
        _node.Seal("secret", "room").ShouldNotBe(_node.Seal("secret", "room"));

    [Fact]
    public void A_change_of_any_byte_is_noticed()
    {
        var sealedSecret = _node.Seal("secret", "room");

        for (var i = 0; i < sealedSecret.Length; i++)
        {
            var changed = sealedSecret.ToArray();
            changed[i] ^= 1;
            _node.Open(changed, "room").ShouldBeNull($"byte {i}");
        }
    }

    [Fact]
    public void What_was_never_sealed_opens_as_nothing()
    {
        var sealedSecret = _node.Seal("secret", "room");

        _node.Open([], "room").ShouldBeNull();
        _node.Open([1, 2, 3], "room").ShouldBeNull();
        _node.Open(new byte[200], "room").ShouldBeNull();
        _node.Open(sealedSecret[..^1], "room").ShouldBeNull();
        _node.Open([.. sealedSecret, 0], "room").ShouldBeNull();
    }
}
