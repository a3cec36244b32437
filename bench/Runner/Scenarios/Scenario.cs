using Enterprise.Load;

namespace Enterprise.Runner.Scenarios;

/// <summary>One kind of request, and what of it is random.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Title">As the report has it.</param>
/// <param name="Writes">Whether it leaves trips behind.</param>
/// <param name="Source">Makes the requests of one connection, from the number of the connection.</param>
internal sealed record Scenario(string Name, string Title, bool Writes, Func<int, IRequestSource> Source)
{
    /// <summary>All of them, the one that changes the data last.</summary>
    public static IReadOnlyList<Scenario> All(Travellers travellers) =>
        [
            new("get", "GET /trips/{id}", Writes: false, seed => new TripById(travellers, seed)),
            new("list", "GET /trips?limit=20", Writes: false, seed => new TripsOfUser(travellers, seed)),
            new("post", "POST /trips", Writes: true, seed => new NewTrip(travellers, seed)),
        ];
}
