using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Trips;

public sealed class TripPreconditionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_change_of_the_version_that_was_seen_is_made()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        var seen = new Preconditions(IfMatch: new VersionSet([trip.Version + 7, trip.Version]));

        var renamed = await Services.SendAsync(
            new ReplaceTrip(caller, trip.Id, TestTrips.Input("Porto"), seen)
        );

        renamed.Title.ShouldBe("Porto");
    }

    [Fact]
    public async Task A_change_of_an_older_version_is_refused_and_changes_nothing()
    {
        var caller = await Services.RegisterAsync();
        var old = await Services.PlanAsync(caller);
        var seen = new Preconditions(IfMatch: new VersionSet([old.Version]));
        var present = await Services.SendAsync(
            new ReplaceTrip(caller, old.Id, TestTrips.Input("Porto"), Preconditions.None)
        );

        await Should.ThrowAsync<PreconditionFailedException>(() =>
            Services.SendAsync(new ReplaceTrip(caller, old.Id, TestTrips.Input("Braga"), seen))
        );
        await Should.ThrowAsync<PreconditionFailedException>(() =>
            Services.SendAsync(new DeleteTrip(caller, old.Id, seen))
        );

        (await Services.SendAsync(new GetTrip(caller, old.Id))).ShouldBe(present);
    }

    [Theory]
    [MemberData(nameof(Demands))]
    public void A_demand_is_met_or_not_as_RFC_9110_has_it(Preconditions demand, uint version, bool met)
    {
        if (met)
        {
            Should.NotThrow(() => demand.Check(version));
        }
        else
        {
            Should.Throw<PreconditionFailedException>(() => demand.Check(version));
        }
    }

    public static TheoryData<Preconditions, uint, bool> Demands { get; } =
        new()
        {
            { Preconditions.None, 5, true },
            { new Preconditions(IfMatch: VersionSet.Any), 5, true },
            { new Preconditions(IfMatch: new VersionSet([5])), 5, true },
            { new Preconditions(IfMatch: new VersionSet([4, 6])), 5, false },
            { new Preconditions(IfMatch: new VersionSet([])), 5, false },
            { new Preconditions(IfNoneMatch: VersionSet.Any), 5, false },
            { new Preconditions(IfNoneMatch: new VersionSet([5])), 5, false },
            { new Preconditions(IfNoneMatch: new VersionSet([4])), 5, true },
            { new Preconditions(new VersionSet([5]), new VersionSet([5])), 5, false },
        };
}
