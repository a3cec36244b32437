using Enterprise.Load;

namespace Enterprise.Runner.Scenarios;

/// <summary>One kind of request, and what of it is random.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Title">As the report has it.</param>
/// <param name="Writes">Whether it leaves rows behind.</param>
/// <param name="Source">Makes the requests of one connection, from the number of the connection.</param>
internal sealed record Scenario(string Name, string Title, bool Writes, Func<int, IRequestSource> Source)
{
    /// <summary>The one that has no rival: only the service answers it from memory.</summary>
    public static Scenario Cached(Travellers travellers) =>
        new(
            "popular",
            "GET /destinations/popular",
            Writes: false,
            seed => new PopularPlaces(travellers, seed)
        );

    /// <summary>Those that the rival answers, too; the ones that change the data last.</summary>
    public static IReadOnlyList<Scenario> All(Travellers travellers) =>
        [
            new("get", "GET /trips/{id}", Writes: false, seed => new TripById(travellers, seed)),
            new("list", "GET /trips?limit=20", Writes: false, seed => new TripsOfUser(travellers, seed)),
            new(
                "search",
                "POST /destinations/search",
                Writes: true,
                seed => new PlacesByMeaning(travellers, seed)
            ),
            new("post", "POST /trips", Writes: true, seed => new NewTrip(travellers, seed)),
        ];
}
