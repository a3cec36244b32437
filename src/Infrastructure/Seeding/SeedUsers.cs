using Enterprise.Domain.Currencies;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Users;

namespace Enterprise.Infrastructure.Seeding;

/// <summary>The two users that every installation begins with, and what the second one plans.</summary>
internal static class SeedUsers
{
    public const string AdminEmail = "admin@enterprise.example";
    public const string DemoEmail = "demo@enterprise.example";

    public static User Admin(DateTimeOffset now) =>
        User.Register(Guid.CreateVersion7(now), AdminEmail, "Administrator", User.NoPreferences, now);

    public static User Demo(DateTimeOffset now) =>
        User.Register(
            Guid.CreateVersion7(now),
            DemoEmail,
            "Demo Traveller",
            """{"homeAirport":"VIE","units":"metric"}""",
            now
        );

    /// <summary>Four trips in the half year that follows, one of them booked.</summary>
    public static IReadOnlyList<Trip> TripsOf(Guid userId, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);

        return
        [
            Plan("Lisbon on foot", "Lisbon", 21, 4, TripKind.Leisure, new Money(900m, "EUR"), 2),
            Plan("Northern lights in Tromsø", "Tromsø", 60, 6, TripKind.Family, new Money(24_000m, "NOK"), 4),
            Plan("Customer workshop", "Singapore", 85, 3, TripKind.Business, new Money(3_200m, "SGD"), 1),
            Plan("Kumano Kodo alone", "Kii Peninsula", 150, 12, TripKind.Solo, budget: null, 1),
        ];

        Trip Plan(
            string title,
            string destination,
            int daysAhead,
            int days,
            TripKind kind,
            Money? budget,
            int travelers
        ) =>
            Trip.Plan(
                Guid.CreateVersion7(now),
                userId,
                new TripDetails
                {
                    Title = title,
                    Destination = destination,
                    StartsOn = today.AddDays(daysAhead),
                    EndsOn = today.AddDays(daysAhead + days - 1),
                    Budget = budget,
                    Travelers = travelers,
                    Kind = kind,
                },
                now
            );
    }
}
