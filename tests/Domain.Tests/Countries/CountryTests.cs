using Enterprise.Domain.Countries;

namespace Enterprise.Domain.Tests.Countries;

public sealed class CountryTests
{
    [Theory]
    [InlineData("PT")]
    [InlineData("GB")]
    [InlineData("AX")]
    [InlineData("SS")]
    public void An_assigned_code_is_one(string code) => Country.IsAssigned(code).ShouldBeTrue();

    [Theory]
    [InlineData("UK")]
    [InlineData("XK")]
    [InlineData("AN")]
    [InlineData("ZZ")]
    [InlineData("pt")]
    [InlineData("PT ")]
    [InlineData("PRT")]
    [InlineData("")]
    public void Any_other_text_is_none(string code) => Country.IsAssigned(code).ShouldBeFalse();

    [Fact]
    public void There_are_249_of_them() => Country.All.Count.ShouldBe(249);
}
