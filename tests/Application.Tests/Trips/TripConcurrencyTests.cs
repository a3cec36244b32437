using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Application.Tests.Trips;

/// <summary>Changes of one trip that meet: each has read the row before the other one is committed.</summary>
public sealed class TripConcurrencyTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposedTests
{
    /// <summary>Long enough that a busy machine is no reason to fail.</summary>
    private readonly ServiceProvider _services = database.CreateServices(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Database:RequestBudget"] = "61",
            ["Database:CommandTimeout"] = "60",
        }
    );

    [Fact]
    public async Task Two_patches_without_a_precondition_both_take_effect()
    {
        var caller = await _services.RegisterAsync();
        var trip = await _services.PlanAsync(caller);

        await MeetAsync(
            trip.Id,
            () => PatchAsync(caller, trip.Id, """{"title":"Renamed"}""", Preconditions.None),
            () => PatchAsync(caller, trip.Id, """{"travelers":5}""", Preconditions.None)
        );

        var after = await _services.SendAsync(new GetTrip(caller, trip.Id));
        (after.Title, after.Travelers).ShouldBe(("Renamed", 5));
    }

    [Fact]
    public async Task Of_two_patches_of_the_version_that_both_have_seen_one_fails()
    {
        var caller = await _services.RegisterAsync();
        var trip = await _services.PlanAsync(caller);
        var seen = new Preconditions(IfMatch: new VersionSet([trip.Version]));
        var failures = 0;

        await MeetAsync(
            trip.Id,
            () => CountAsync(PatchAsync(caller, trip.Id, """{"title":"Renamed"}""", seen)),
            () => CountAsync(PatchAsync(caller, trip.Id, """{"travelers":5}""", seen))
        );

        failures.ShouldBe(1);
        var after = await _services.SendAsync(new GetTrip(caller, trip.Id));
        (after.Title is "Renamed" ^ after.Travelers is 5).ShouldBeTrue();

        async Task CountAsync(Task patch)
        {
            try
            {
                await patch;
            }
            catch (PreconditionFailedException)
            {
                Interlocked.Increment(ref failures);
            }
        }
    }

    [Fact]
    public async Task A_patch_of_a_trip_that_is_deleted_meanwhile_finds_nothing()
    {
        var caller = await _services.RegisterAsync();
        var trip = await _services.PlanAsync(caller);
        await using var other = await database.ConnectAsAppAsync();
        await using var deletion = await other.BeginTransactionAsync();
        await other.RunAsync("DELETE FROM trips WHERE id = $1", trip.Id);

        var patch = PatchAsync(caller, trip.Id, """{"travelers":5}""", Preconditions.None);
        await UntilWaitingAsync(1);
        await deletion.CommitAsync();

        await Should.ThrowAsync<NotFoundException>(() => patch);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Holds the row until all changes have read it and wait to write it.</summary>
    private async Task MeetAsync(Guid tripId, params Func<Task>[] changes)
    {
        await using var holder = await database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.AskAsync<Guid>("SELECT id FROM trips WHERE id = $1 FOR UPDATE", tripId);

        Task[] running = [.. changes.Select(change => change())];
        await UntilWaitingAsync(changes.Length);
        await hold.RollbackAsync();

        await Task.WhenAll(running);
    }

    private async Task UntilWaitingAsync(int sessions)
    {
        await using NpgsqlConnection observer = await database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(sessions);
    }

    private async Task PatchAsync(Caller caller, Guid id, string patch, Preconditions preconditions) =>
        await _services.SendAsync(new PatchTrip(caller, id, await JsonText.PatchAsync(patch), preconditions));
}
