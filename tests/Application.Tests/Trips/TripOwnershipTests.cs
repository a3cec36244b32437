using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Trips;

/// <summary>Whose trips a caller reaches: one's own, and for administrators everybody's.</summary>
public sealed class TripOwnershipTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task Another_users_trip_is_answered_like_one_that_never_was()
    {
        var owner = await Services.RegisterAsync();
        var stranger = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(owner);

        foreach (var id in new[] { trip.Id, Guid.AllBitsSet })
        {
            await Should.ThrowAsync<NotFoundException>(() => GetAsync(stranger, id));
            await Should.ThrowAsync<NotFoundException>(() => RenameAsync(stranger, id));
            await Should.ThrowAsync<NotFoundException>(() => ReplaceAsync(stranger, id));
            await Should.ThrowAsync<NotFoundException>(() => DeleteAsync(stranger, id));
        }

        (await GetAsync(owner, trip.Id)).ShouldBe(trip);
    }

    [Fact]
    public async Task A_precondition_does_not_tell_that_another_users_trip_exists()
    {
        var owner = await Services.RegisterAsync();
        var stranger = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(owner);
        var stale = new Preconditions(IfMatch: new VersionSet([trip.Version + 1]));

        await Should.ThrowAsync<NotFoundException>(() =>
            Services.SendAsync(new DeleteTrip(stranger, trip.Id, stale))
        );
    }

    [Fact]
    public async Task An_administrator_reads_and_changes_everybodys_trip_and_it_stays_the_owners()
    {
        var owner = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(owner);

        (await GetAsync(TestUsers.Admin, trip.Id)).ShouldBe(trip);
        var renamed = await RenameAsync(TestUsers.Admin, trip.Id);
        (await GetAsync(owner, trip.Id)).ShouldBe(renamed);

        await DeleteAsync(TestUsers.Admin, trip.Id);
        await Should.ThrowAsync<NotFoundException>(() => GetAsync(owner, trip.Id));
    }

    [Fact]
    public async Task A_list_shows_the_callers_own_trips_alone()
    {
        var (owner, other) = (await Services.RegisterAsync(), await Services.RegisterAsync());
        var trip = await Services.PlanAsync(owner);
        await Services.PlanAsync(other);

        (await ListAsync(owner, userId: null)).ShouldBe([trip]);
        (await ListAsync(owner, owner.UserId)).ShouldBe([trip]);
        (await ListAsync(TestUsers.Admin, owner.UserId)).ShouldBe([trip]);
        (await ListAsync(TestUsers.Admin, userId: null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_users_list_is_forbidden_without_admin()
    {
        var (owner, other) = (await Services.RegisterAsync(), await Services.RegisterAsync());

        await Should.ThrowAsync<ForbiddenException>(() => ListAsync(owner, other.UserId));
    }

    private Task<TripView> GetAsync(Caller caller, Guid id) => Services.SendAsync(new GetTrip(caller, id));

    private async Task<TripView> RenameAsync(Caller caller, Guid id) =>
        await Services.SendAsync(
            new PatchTrip(caller, id, await JsonText.PatchAsync("""{"title":"Mine"}"""), Preconditions.None)
        );

    private Task ReplaceAsync(Caller caller, Guid id) =>
        Services.SendAsync(new ReplaceTrip(caller, id, TestTrips.Input("Mine"), Preconditions.None));

    private Task DeleteAsync(Caller caller, Guid id) =>
        Services.SendAsync(new DeleteTrip(caller, id, Preconditions.None));

    private async Task<IReadOnlyList<TripView>> ListAsync(Caller caller, Guid? userId) =>
        (
            await Services.SendAsync(
                new ListTrips(caller, userId, TripFilter.None, TripSort.NewestFirst, new PageRequest())
            )
        ).Items;
}
