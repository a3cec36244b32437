using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Trips;

/// <summary>What is read by hand is what EF Core reads of the same rows.</summary>
public sealed class TripReadsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly ITripReads _reads = database.Services.GetRequiredService<ITripReads>();

    public static TheoryData<string, string> Words
    {
        get
        {
            var words = new TheoryData<string, string>();

            foreach (var kind in Vocabulary<TripKind>.All)
            {
                foreach (var status in Vocabulary<TripStatus>.All)
                {
                    words.Add(kind, status);
                }
            }

            return words;
        }
    }

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_trip_has_every_member(string kind, string status)
    {
        var caller = await database.Services.RegisterAsync();
        var trip = await database.Services.PlanAsync(caller);
        await ChangeAsync(trip.Id, $"kind = '{kind}', status = '{status}', travelers = 7");

        var read = (await FindAsync(caller, trip.Id)).ShouldNotBeNull();

        read.ShouldBe(await LinqAsync(caller));
        Vocabulary<TripKind>.WordFor(read.Kind).ShouldBe(kind);
        Vocabulary<TripStatus>.WordFor(read.Status).ShouldBe(status);
        read.Travelers.ShouldBe(7);
    }

    [Theory]
    [InlineData("description = NULL")]
    [InlineData("description = E'Zwei\\nZeilen, \\U0001F30D'")]
    [InlineData("budget_amount = NULL, budget_currency = NULL")]
    [InlineData("budget_amount = 0.5, budget_currency = 'JPY'")]
    [InlineData("starts_on = '0001-01-01', ends_on = '0001-01-01'")]
    [InlineData("starts_on = '9999-12-31', ends_on = '9999-12-31'")]
    [InlineData("updated_at = '2027-01-01 00:00:00.123456+05'")]
    public async Task What_may_be_missing_or_far_away_is_read_as_it_is(string change)
    {
        var caller = await database.Services.RegisterAsync();
        var trip = await database.Services.PlanAsync(caller);
        await ChangeAsync(trip.Id, change);

        (await FindAsync(caller, trip.Id)).ShouldNotBeNull().ShouldBe(await LinqAsync(caller));
    }

    [Fact]
    public async Task The_newest_come_first_and_go_on_after_a_place_also_among_those_of_one_instant()
    {
        var caller = await database.Services.RegisterAsync();

        for (var trip = 0; trip < 9; trip++)
        {
            await database.Services.PlanAsync(caller);
        }

        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync(
            $"UPDATE trips SET created_at = date_trunc('second', created_at) WHERE user_id = '{caller.UserId}'"
        );

        var all = await NewestAsync(Position.HighestInstant, 100);
        var walked = new List<TripView>();

        for (var after = Position.HighestInstant; walked.Count < all.Count; )
        {
            var part = await NewestAsync(after, 2);
            walked.AddRange(part);
            after = new Position(part[^1].CreatedAt.ToPositionKey(), part[^1].Id);
        }

        all.Count.ShouldBe(9);
        walked.ShouldBe(all);
        all.ShouldBe(all.OrderByDescending(trip => trip.CreatedAt).ThenByDescending(trip => trip.Id));
        (await NewestAsync(new Position(all[^1].CreatedAt.ToPositionKey(), all[^1].Id), 2)).ShouldBeEmpty();

        Task<IReadOnlyList<TripView>> NewestAsync(Position after, int count) =>
            _reads.NewestAsync(caller, caller.UserId, after, count, CancellationToken.None);
    }

    [Fact]
    public async Task Administrators_see_anybodys_and_others_see_none()
    {
        var caller = await database.Services.RegisterAsync();
        var other = await database.Services.RegisterAsync();
        var trip = await database.Services.PlanAsync(caller);

        (await FindAsync(TestUsers.Admin, trip.Id)).ShouldBe(trip);
        (await FindAsync(other, trip.Id)).ShouldBeNull();
        (
            await _reads.NewestAsync(
                other,
                caller.UserId,
                Position.HighestInstant,
                count: 10,
                CancellationToken.None
            )
        ).ShouldBeEmpty();
    }

    private async Task ChangeAsync(Guid id, string changes)
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync($"UPDATE trips SET {changes} WHERE id = '{id}'");
    }

    private Task<TripView?> FindAsync(Caller caller, Guid id) =>
        _reads.FindAsync(caller, id, CancellationToken.None);

    /// <summary>The only trip of a caller; in this order it is EF Core that reads.</summary>
    private async Task<TripView> LinqAsync(Caller caller) =>
        (
            await database.Services.SendAsync(
                new ListTrips(caller, null, TripFilter.None, TripSort.EarliestFirst, new PageRequest())
            )
        ).Items.Single();
}
