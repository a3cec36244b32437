using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Fuzzing;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>Users who all use the service at once, so that its connections go from one to the next.</summary>
internal sealed class Travellers(IReadOnlyList<Traveller> all)
{
    private const string Owners = """
        SELECT user_id || ' ' || title FROM trips WHERE title LIKE 'traveller-%' ORDER BY 1
        """;

    public IEnumerable<string> Leaks => all.SelectMany(traveller => traveller.Leaks);

    public static async Task<Travellers> CreateAsync(ApiClient admin, int count)
    {
        var all = new List<Traveller>();

        for (var number = 0; number < count; number++)
        {
            all.Add(await Traveller.CreateAsync(admin, number, trips: 1 + (number % 5)));
        }

        return new Travellers(all);
    }

    /// <summary>Lets clients ask for them by turns.</summary>
    /// <param name="clients">How many ask at a time.</param>
    /// <param name="requests">How often they ask, all in all.</param>
    /// <param name="seed">What decides who asks for what.</param>
    public Task AskAsync(int clients, int requests, int seed) =>
        Parallel.ForAsync(
            0,
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = clients },
            (request, _) =>
            {
                var dice = new Dice(seed + request);
                var (one, other) = (dice.Below(all.Count), 1 + dice.Below(all.Count - 1));

                return new ValueTask(all[one].AskAsync(dice.Below(100), all[(one + other) % all.Count]));
            }
        );

    /// <summary>Every trip belongs to whoever made it, and there is no other.</summary>
    public async Task ShouldOwnTheirTripsAsync(NpgsqlConnection superuser) =>
        (await superuser.ListAsync<string>(Owners)).ShouldBe(
            all.SelectMany(one => Enumerable.Repeat($"{one.UserId} {one.Marker}", one.Trips)),
            ignoreOrder: true
        );
}
