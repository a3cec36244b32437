using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class TripDaysTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("9999-01-01", "9999-12-31")]
    [InlineData("2027-05-01", "2027-05-01")]
    [InlineData("2027-01-01", "2028-12-31")]
    [InlineData("2028-02-29", "2028-02-29")]
    public async Task A_trip_may_last_from_a_day_to_730_days_more(string startsOn, string endsOn)
    {
        var made = await service.Alice.PlanAsync(Days(startsOn, endsOn));
        var read = await service.Alice.GetAsync(Paths.Trip(made.Id));

        read.Text.ShouldBe(made.Text);
        read.Member("startsOn").ShouldBe(startsOn);
        read.Member("endsOn").ShouldBe(endsOn);
    }

    [Theory]
    [InlineData("2027-01-01", "2029-01-01")]
    [InlineData("2027-05-01", "2027-04-30")]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("9999-12-31", "0001-01-01")]
    public async Task A_trip_that_is_too_long_or_ends_before_it_starts_is_refused(
        string startsOn,
        string endsOn
    ) =>
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(Days(startsOn, endsOn)))).ShouldBeProblem(
            400,
            "endsOn"
        );

    [Theory]
    [InlineData("2027-02-30")]
    [InlineData("2027-02-29")]
    [InlineData("2027-13-01")]
    [InlineData("2027-00-01")]
    [InlineData("2027-1-1")]
    [InlineData("20270501")]
    [InlineData("01.05.2027")]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("-2027-01-01")]
    [InlineData(" 2027-05-01")]
    [InlineData("2027-05-01 ")]
    [InlineData("2027-05-01T00:00:00Z")]
    [InlineData("2027-05-01\\u0000")]
    [InlineData("\\ud800")]
    [InlineData("")]
    public async Task A_day_that_is_not_in_the_calendar_is_refused(string day)
    {
        var json = $"\"{day}\"";
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(("startsOn", json)))).ShouldBeProblem(
            400,
            "startsOn"
        );
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(("endsOn", json)))).ShouldBeProblem(
            400,
            "endsOn"
        );
    }

    private static (string Name, string Json)[] Days(string startsOn, string endsOn) =>
        [("startsOn", $"\"{startsOn}\""), ("endsOn", $"\"{endsOn}\"")];
}
