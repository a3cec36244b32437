using System.Globalization;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

/// <summary>Lists are walked while other clients of the same user begin and delete trips.</summary>
public sealed class TripWalksTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Standing = 5_000;
    private const int Passing = 1_000;
    private const int BatchSize = 500;
    private const int Days = 7;

    [Fact]
    public async Task A_walk_in_any_order_sees_each_trip_that_stands_throughout_exactly_once()
    {
        var user = await service.RegisterAsync();
        var client = service
            .StartAnother(settings: ("RateLimits:Quota", "1000000"))
            .As(user.UserId, user.Secret);
        var passing = new PassingTrips(client, await PlanAsync(client, Passing / 2));
        var standing = await PlanAsync(client, Standing);
        passing.Add(await PlanAsync(client, Passing / 2));
        using var end = new CancellationTokenSource();
        Task[] others = [passing.ComeAndGoAsync(end.Token), passing.ComeAndGoAsync(end.Token)];

        string[] orders = ["startsOn", "-startsOn", "createdAt", "-createdAt"];
        var walks = await Task.WhenAll(orders.Select(order => WalkAsync(client, order, passing)));
        await end.CancelAsync();
        await Task.WhenAll(others);

        foreach (var (order, (trips, changes)) in orders.Zip(walks))
        {
            trips.Select(trip => trip.Id).ShouldBeUnique(order);
            standing.Except(trips.Select(trip => trip.Id)).ShouldBeEmpty(order);
            Sorted(trips, order).ShouldBeTrue(order);
            changes.ShouldBeGreaterThan(0, $"Nothing came or went during the walk by {order}.");
        }
    }

    /// <summary>Trips whose first days, and whose creation by hundreds, are the same.</summary>
    internal static async Task<List<Guid>> PlanAsync(ApiClient client, int count)
    {
        var ids = new List<Guid>(count);

        for (var first = 0; first < count; first += BatchSize)
        {
            var items = Enumerable.Range(first, Math.Min(BatchSize, count - first)).Select(BodyOf);
            var batch = await client.PostAsync(
                Paths.TripBatch,
                $"{{\"items\": [{string.Join(',', items)}]}}"
            );
            ids.AddRange(
                batch
                    .ShouldBe(201)
                    .Json.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => item.GetProperty("id").GetGuid())
            );
        }

        return ids;
    }

    private static string BodyOf(int number)
    {
        var day = new DateOnly(2027, 5, 1)
            .AddDays(number % Days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        return TripBody.With(("startsOn", $"\"{day}\""), ("endsOn", "\"2027-06-01\""));
    }

    private static async Task<(List<(Guid Id, DateTimeOffset Key)> Trips, int Changes)> WalkAsync(
        ApiClient client,
        string order,
        PassingTrips passing
    )
    {
        var before = passing.Changes;
        var trips = new List<(Guid, DateTimeOffset)>();
        var key = order.TrimStart('-');

        for (string? next = $"{Paths.Trips}?sort={order}&limit=100"; next is not null; )
        {
            var part = (await client.GetAsync(next)).ShouldBe(200);
            trips.AddRange(
                part.Json.GetProperty("items")
                    .EnumerateArray()
                    .Select(trip =>
                        (trip.GetProperty("id").GetGuid(), trip.GetProperty(key).GetDateTimeOffset())
                    )
            );
            next = part.Next();
        }

        return (trips, passing.Changes - before);
    }

    private static bool Sorted(List<(Guid Id, DateTimeOffset Key)> trips, string order)
    {
        var sign = order.StartsWith('-') ? -1 : 1;

        return trips.Zip(trips.Skip(1)).All(pair => sign * pair.First.Key.CompareTo(pair.Second.Key) <= 0);
    }
}
