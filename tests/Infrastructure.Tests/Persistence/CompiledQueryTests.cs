using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Application.Users;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>Compiled queries are static and serve one model: it must be the same for all that a process hosts.</summary>
public sealed class CompiledQueryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task They_serve_two_services_on_one_database()
    {
        await using var other = database.CreateServices();
        var caller = await database.Services.RegisterAsync();
        var trip = await database.Services.PlanAsync(caller);

        foreach (var services in new[] { database.Services, other, database.Services })
        {
            (await services.SendAsync(new GetTrip(caller, trip.Id))).ShouldBe(trip);
            (
                await services.SendAsync(
                    new ListTrips(caller, null, TripFilter.None, TripSort.NewestFirst, new PageRequest())
                )
            ).Items.ShouldBe([trip]);
            (await services.SendAsync(new GetUser(caller, caller.UserId))).Id.ShouldBe(caller.UserId);
        }
    }

    [Fact]
    public async Task They_keep_two_databases_apart()
    {
        await using var other = await TestDatabase.CreateAsync();
        var here = await database.Services.RegisterAsync();
        var there = await other.Services.RegisterAsync();
        var (tripHere, tripThere) = (
            await database.Services.PlanAsync(here),
            await other.Services.PlanAsync(there, TestTrips.Input("Elsewhere"))
        );

        (await database.Services.SendAsync(new GetTrip(here, tripHere.Id))).ShouldBe(tripHere);
        (await other.Services.SendAsync(new GetTrip(there, tripThere.Id))).ShouldBe(tripThere);
        (
            await other.Services.SendAsync(
                new ListTrips(
                    TestUsers.Admin,
                    here.UserId,
                    TripFilter.None,
                    TripSort.NewestFirst,
                    new PageRequest()
                )
            )
        ).Items.ShouldBeEmpty();
    }
}
