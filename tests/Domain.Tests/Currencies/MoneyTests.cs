using System.Globalization;
using Enterprise.Domain.Currencies;

namespace Enterprise.Domain.Tests.Currencies;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("0.01")]
    [InlineData("1500")]
    [InlineData("9999999999.99")]
    [InlineData("12.3400000000")]
    public void An_amount_in_range_with_at_most_two_decimals_is_legal(string amount) =>
        new Money(Parse(amount), "EUR").Amount.ShouldBe(Parse(amount));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("10000000000")]
    [InlineData("9999999999.995")]
    [InlineData("0.001")]
    public void Any_other_amount_is_refused(string amount) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => new Money(Parse(amount), "EUR"))
            .ParamName.ShouldBe("amount");

    [Theory]
    [InlineData("12", "12.00")]
    [InlineData("12.3", "12.30")]
    [InlineData("12.3400", "12.34")]
    [InlineData("0", "0.00")]
    public void The_text_of_an_amount_has_two_decimals_as_it_will_have_when_read_back(
        string amount,
        string text
    ) => new Money(Parse(amount), "EUR").Amount.ToString(CultureInfo.InvariantCulture).ShouldBe(text);

    [Fact]
    public void Zero_has_no_sign() =>
        new Money(-0.0m, "EUR").Amount.ToString(CultureInfo.InvariantCulture).ShouldBe("0.00");

    [Fact]
    public void A_currency_that_is_not_active_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Money(1m, "DEM")).ParamName.ShouldBe("currency");

    [Fact]
    public void Equal_amounts_are_equal_whatever_their_scale() =>
        new Money(5m, "EUR").ShouldBe(new Money(5.00m, "EUR"));

    [Fact]
    public void Amounts_in_two_currencies_are_never_equal() =>
        new Money(5m, "EUR").ShouldNotBe(new Money(5m, "USD"));

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
