using Enterprise.Application.ApiKeys;
using Enterprise.Application.Trips;
using Enterprise.Domain.ApiKeys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>The calendar's ends are days and instants like others, not the infinity that Npgsql makes of them.</summary>
public sealed class CalendarTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31 1")]
    [InlineData("9998-12-31", "9999-12-31", "9999-12-31 366")]
    [InlineData("0001-01-01", "0001-01-01", "0001-01-01 1")]
    public async Task A_day_at_the_end_of_the_calendar_is_stored_as_that_day(
        string startsOn,
        string endsOn,
        string stored
    )
    {
        var caller = await database.Services.RegisterAsync();
        var input = TestTrips.Input() with
        {
            StartsOn = DateOnly.Parse(startsOn, System.Globalization.CultureInfo.InvariantCulture),
            EndsOn = DateOnly.Parse(endsOn, System.Globalization.CultureInfo.InvariantCulture),
        };

        var trip = await database.Services.PlanAsync(caller, input);

        (await database.Services.SendAsync(new GetTrip(caller, trip.Id))).ShouldBe(trip);
        await using var app = await database.ConnectAsAppAsync();
        (
            await app.AskAsync<string>(
                "SELECT ends_on::text || ' ' || ends_on - starts_on + 1 FROM trips WHERE id = $1",
                trip.Id
            )
        ).ShouldBe(stored);
    }

    [Fact]
    public async Task A_key_may_end_with_the_calendar()
    {
        var caller = await database.Services.RegisterAsync();
        var input = new ApiKeyInput
        {
            Name = "for ever",
            Scopes = [Scopes.TripsRead],
            ExpiresAt = new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
        };

        var key = await database.Services.SendAsync(new IssueApiKey(caller, caller.UserId, input));

        (await database.Services.SendAsync(new GetApiKey(caller, key.Id))).ExpiresAt.ShouldBe(
            input.ExpiresAt
        );
        await using var app = await database.ConnectAsAppAsync();
        (
            await app.AskAsync<bool>("SELECT isfinite(expires_at) FROM api_keys WHERE id = $1", key.Id)
        ).ShouldBeTrue();
    }
}
