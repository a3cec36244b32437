using Enterprise.Domain.Currencies;
using Enterprise.Domain.Rules;
using Enterprise.Domain.Trips;

namespace Enterprise.Domain.Tests.Trips;

public sealed class TripTests
{
    private const int NoStops = 0;

    private static readonly DateTimeOffset Noon = new(2027, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Noon.AddHours(1);

    private static readonly TripDetails Details = new()
    {
        Title = "Lisbon on foot",
        Destination = "Lisbon",
        StartsOn = new DateOnly(2027, 5, 1),
        EndsOn = new DateOnly(2027, 5, 4),
        Budget = new Money(900m, "EUR"),
    };

    [Fact]
    public void A_trip_begins_in_planning_with_the_details_it_was_given()
    {
        var (id, userId) = (Guid.CreateVersion7(Noon), Guid.CreateVersion7(Noon));

        var trip = Trip.Plan(id, userId, Details, Noon);

        (trip.Id, trip.UserId, trip.Status).ShouldBe((id, userId, TripStatus.Planning));
        trip.Details.ShouldBe(Details);
        (trip.CreatedAt, trip.UpdatedAt).ShouldBe((Noon, Noon));
    }

    [Fact]
    public void A_revision_that_changes_nothing_leaves_the_time_of_change_alone()
    {
        var trip = Planned();

        trip.Revise(Details with { Budget = new Money(900.00m, "EUR") }, TripStatus.Planning, NoStops, Later);
        trip.Revise(Details, status: null, NoStops, Later);

        trip.UpdatedAt.ShouldBe(Noon);
    }

    [Fact]
    public void A_revision_of_one_detail_changes_it_and_the_time_and_nothing_else()
    {
        var trip = Planned();

        trip.Revise(Details with { Travelers = 3 }, status: null, NoStops, Later);

        trip.Details.ShouldBe(Details with { Travelers = 3 });
        (trip.Status, trip.CreatedAt, trip.UpdatedAt).ShouldBe((TripStatus.Planning, Noon, Later));
    }

    [Fact]
    public void A_move_alone_is_a_change()
    {
        var trip = Planned();

        trip.Revise(Details, TripStatus.Booked, NoStops, Later);

        (trip.Status, trip.UpdatedAt).ShouldBe((TripStatus.Booked, Later));
    }

    [Fact]
    public void A_trip_that_is_completed_cannot_become_planning()
    {
        var trip = Planned();
        trip.Revise(Details, TripStatus.Booked, NoStops, Noon);
        trip.Revise(Details, TripStatus.Completed, NoStops, Noon);

        var refusal = Should.Throw<RuleBrokenException>(() =>
            trip.Revise(Details with { Title = "Again" }, TripStatus.Planning, NoStops, Later)
        );

        refusal.Message.ShouldBe("A trip that is completed cannot become planning.");
        (trip.Title, trip.Status, trip.UpdatedAt).ShouldBe((Details.Title, TripStatus.Completed, Noon));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void A_trip_cannot_be_shortened_below_its_last_stop(int days, bool allowed)
    {
        var trip = Planned();
        var shorter = Details with { EndsOn = Details.StartsOn.AddDays(days - 1) };

        if (allowed)
        {
            Should.NotThrow(() => trip.Revise(shorter, status: null, lastStopDay: 3, Later));
        }
        else
        {
            Should
                .Throw<RuleBrokenException>(() => trip.Revise(shorter, status: null, lastStopDay: 3, Later))
                .Message.ShouldBe("There is a stop on day 3: the trip cannot end before it.");
        }
    }

    private static Trip Planned() =>
        Trip.Plan(Guid.CreateVersion7(Noon), Guid.CreateVersion7(Noon), Details, Noon);
}
