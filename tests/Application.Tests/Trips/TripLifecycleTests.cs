using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Trips;
using Enterprise.Domain.Currencies;
using Enterprise.Domain.Rules;
using Enterprise.Domain.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Json;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Trips;

/// <summary>A trip from its plan to its end, as its owner sees it.</summary>
public sealed class TripLifecycleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private IServiceProvider Services => database.Services;

    [Fact]
    public async Task A_new_trip_reads_back_as_it_was_answered()
    {
        var caller = await Services.RegisterAsync();

        var created = await Services.PlanAsync(caller);
        var read = await Services.SendAsync(new GetTrip(caller, created.Id));

        read.ShouldBe(created);
        (read.Status, read.Travelers, read.Kind).ShouldBe((TripStatus.Planning, 2, TripKind.Leisure));
        read.Budget.ShouldBe(new Money(1500m, "EUR"));
        (read.CreatedAt, read.UpdatedAt).ShouldBe((database.Clock.Now, database.Clock.Now));
        read.Id.Version.ShouldBe(7);
    }

    [Fact]
    public async Task A_trip_without_optional_members_has_the_defaults()
    {
        var caller = await Services.RegisterAsync();
        var input = TestTrips.Input() with
        {
            Description = null,
            Budget = null,
            Travelers = null,
            Kind = null,
        };

        var trip = await Services.SendAsync(
            new GetTrip(caller, (await Services.PlanAsync(caller, input)).Id)
        );

        (trip.Description, trip.Budget).ShouldBe((null, null));
        (trip.Travelers, trip.Kind).ShouldBe((1, TripKind.Leisure));
    }

    [Fact]
    public async Task A_replacement_takes_defaults_for_what_it_leaves_out_but_keeps_the_status()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        await PatchAsync(caller, trip.Id, """{"status":"booked"}""");
        var input = TestTrips.Input("Porto") with { Description = null, Budget = null, Travelers = null };

        var replaced = await Services.SendAsync(new ReplaceTrip(caller, trip.Id, input, Preconditions.None));

        (replaced.Title, replaced.Description, replaced.Budget).ShouldBe(("Porto", null, null));
        (replaced.Travelers, replaced.Status).ShouldBe((1, TripStatus.Booked));
        (await Services.SendAsync(new GetTrip(caller, trip.Id))).ShouldBe(replaced);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_the_time_of_change()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        var later = database.Clock.Advance(TimeSpan.FromMinutes(1));

        var patched = await PatchAsync(caller, trip.Id, """{"budget":{"amount":2000},"description":null}""");

        patched.ShouldBe(
            trip with
            {
                Budget = new Money(2000m, "EUR"),
                Description = null,
                UpdatedAt = later,
                Version = patched.Version,
            }
        );
        patched.Version.ShouldNotBe(trip.Version);
        (await Services.SendAsync(new GetTrip(caller, trip.Id))).ShouldBe(patched);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_leaves_time_and_version_alone()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        var patched = await PatchAsync(
            caller,
            trip.Id,
            """{"title":"A week in Lisbon","status":"planning"}"""
        );

        patched.ShouldBe(trip);
    }

    [Fact]
    public async Task A_trip_that_is_canceled_cannot_be_booked()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        var canceled = await PatchAsync(caller, trip.Id, """{"status":"canceled"}""");

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() =>
            PatchAsync(caller, trip.Id, """{"status":"booked","title":"Again"}""")
        );

        refusal.Message.ShouldBe("A trip that is canceled cannot become booked.");
        (await Services.SendAsync(new GetTrip(caller, trip.Id))).ShouldBe(canceled);
    }

    [Fact]
    public async Task A_deleted_trip_is_gone_and_cannot_be_deleted_again()
    {
        var caller = await Services.RegisterAsync();
        var trip = await Services.PlanAsync(caller);
        var delete = new DeleteTrip(caller, trip.Id, Preconditions.None);

        await Services.SendAsync(delete);

        await Should.ThrowAsync<NotFoundException>(() => Services.SendAsync(new GetTrip(caller, trip.Id)));
        await Should.ThrowAsync<NotFoundException>(() => Services.SendAsync(delete));
    }

    private async Task<TripView> PatchAsync(Callers.Caller caller, Guid id, string patch) =>
        await Services.SendAsync(
            new PatchTrip(caller, id, await JsonText.PatchAsync(patch), Preconditions.None)
        );
}
