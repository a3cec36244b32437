using Enterprise.Domain.Currencies;

namespace Enterprise.Domain.Tests.Currencies;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("EUR")]
    [InlineData("AED")]
    [InlineData("ZWG")]
    [InlineData("XCG")]
    [InlineData("SLE")]
    public void A_code_of_the_active_list_is_active(string code) => Currency.IsActive(code).ShouldBeTrue();

    [Theory]
    [InlineData("BGN")]
    [InlineData("HRK")]
    [InlineData("DEM")]
    [InlineData("ANG")]
    [InlineData("ZWL")]
    [InlineData("SLL")]
    public void A_code_that_was_withdrawn_is_not_active(string code) =>
        Currency.IsActive(code).ShouldBeFalse();

    [Theory]
    [InlineData("eur")]
    [InlineData("Eur")]
    [InlineData("EUR ")]
    [InlineData("EU")]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("978")]
    public void Only_the_exact_code_is_one(string code) => Currency.IsActive(code).ShouldBeFalse();
}
