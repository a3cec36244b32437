using Enterprise.Infrastructure.Connections.Standbys;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

public sealed class LogPositionTests
{
    [Theory]
    [InlineData(1ul, "0000000000000001")]
    [InlineData(0x16B_3748_90ABul, "0000016B374890AB")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFF")]
    public void Its_text_has_sixteen_digits_and_is_read_back(ulong value, string text)
    {
        new LogPosition(value).ToString().ShouldBe(text);

        LogPosition.TryParse(text, out var position).ShouldBeTrue();
        position.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("1")]
    [InlineData("00000000000000001")]
    [InlineData(" 000000000000001")]
    [InlineData("+000000000000001")]
    [InlineData("0x00000000000001")]
    [InlineData("16/B374D848")]
    [InlineData("000000000000000G")]
    public void What_is_no_position_is_not_read(string? text) =>
        LogPosition.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_position_that_only_the_primary_has_is_beyond_all_others() =>
        LogPosition.PrimaryOnly.Value.ShouldBe(ulong.MaxValue);
}
