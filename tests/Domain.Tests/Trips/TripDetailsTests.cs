using System.Globalization;
using Enterprise.Domain.Trips;

namespace Enterprise.Domain.Tests.Trips;

public sealed class TripDetailsTests
{
    [Theory]
    [InlineData("2027-05-01", "2027-05-01", true)]
    [InlineData("2027-05-01", "2027-04-30", false)]
    [InlineData("2027-05-01", "2029-04-30", true)]
    [InlineData("2027-05-01", "2029-05-01", false)]
    [InlineData("2028-02-28", "2028-02-29", true)]
    [InlineData("0001-01-01", "9999-12-31", false)]
    [InlineData("9999-12-31", "9999-12-31", true)]
    [InlineData("9998-01-01", "9999-12-31", true)]
    [InlineData("9997-12-31", "9999-12-31", true)]
    [InlineData("9997-12-30", "9999-12-31", false)]
    [InlineData("0001-01-01", "0001-01-01", true)]
    public void A_span_is_legal_from_one_day_up_to_730_days_more(
        string startsOn,
        string endsOn,
        bool legal
    ) => TripDetails.IsLegalSpan(Day(startsOn), Day(endsOn)).ShouldBe(legal);

    [Fact]
    public void What_may_be_left_out_has_the_defaults_of_the_contract()
    {
        var details = new TripDetails
        {
            Title = "Lisbon",
            Destination = "Lisbon",
            StartsOn = Day("2027-05-01"),
            EndsOn = Day("2027-05-01"),
        };

        (details.Travelers, details.Kind).ShouldBe((1, TripKind.Leisure));
        details.Budget.ShouldBeNull();
        details.Description.ShouldBeNull();
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
