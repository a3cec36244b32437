using System.Collections.Concurrent;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

/// <summary>Trips of a user that come and go while somebody else looks at the list.</summary>
internal sealed class PassingTrips(ApiClient client, List<Guid> trips)
{
    private readonly ConcurrentQueue<Guid> _trips = new(trips);
    private int _changes;

    /// <summary>How many have come and gone so far.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>More that stand already and may go.</summary>
    public void Add(List<Guid> more) => more.ForEach(_trips.Enqueue);

    /// <summary>Deletes the oldest and begins new ones, until it is told to end.</summary>
    public async Task ComeAndGoAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            Add(await TripWalksTests.PlanAsync(client, 3));

            for (var i = 0; i < 3 && _trips.TryDequeue(out var trip); i++)
            {
                (await client.DeleteAsync(Paths.Trip(trip))).ShouldBe(204);
            }

            Interlocked.Increment(ref _changes);
        }
    }
}
