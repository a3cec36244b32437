using Enterprise.Application.Callers;
using Enterprise.Application.Trips;
using Enterprise.Tests.Support.Callers;

namespace Enterprise.Tests.Support.Trips;

/// <summary>Trips to test with.</summary>
public static class TestTrips
{
    /// <summary>A trip as one would send it, with every member that may be sent on creation.</summary>
    public static TripInput Input(string title = "A week in Lisbon") =>
        new()
        {
            Title = title,
            Destination = "Lisbon",
            Description = "Trams, tiles and the river.",
            StartsOn = new DateOnly(2027, 5, 1),
            EndsOn = new DateOnly(2027, 5, 8),
            Budget = new MoneyInput { Amount = 1500m, Currency = "EUR" },
            Travelers = 2,
        };

    /// <summary>Begins a trip for a caller.</summary>
    public static Task<TripView> PlanAsync(
        this IServiceProvider services,
        Caller caller,
        TripInput? input = null
    ) => services.SendAsync(new CreateTrip(caller, input ?? Input()));
}
