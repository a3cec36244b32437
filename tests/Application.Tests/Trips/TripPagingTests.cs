using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Application.Validation;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Trips;

/// <summary>A walk through a list whose rows come and go meanwhile.</summary>
public sealed class TripPagingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string CursorAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private IServiceProvider Services => database.Services;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(100)]
    public async Task Every_trip_is_shown_once_the_newest_first(int limit)
    {
        var caller = await Services.RegisterAsync();
        var trips = await PlanAsync(caller, 6);

        var shown = new List<TripView>();
        var cursor = (string?)null;

        do
        {
            var page = await ListAsync(caller, new PageRequest(limit, cursor));
            page.Items.Count.ShouldBeInRange(1, limit);
            shown.AddRange(page.Items);
            cursor = page.NextCursor;
        } while (cursor is not null);

        shown.ShouldBe(
            trips
                .OrderByDescending(trip => trip.CreatedAt)
                .ThenByDescending(trip => trip.Id.ToString(), StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_row_that_is_inserted_or_deleted_neither_repeats_nor_hides_another()
    {
        var caller = await Services.RegisterAsync();
        var newestFirst = (await PlanAsync(caller, 6, tied: false)).Reverse().ToArray();

        var first = await ListAsync(caller, new PageRequest(2));
        await Services.PlanAsync(caller);
        await DeleteAsync(caller, newestFirst[0]);
        await DeleteAsync(caller, newestFirst[1]);
        await DeleteAsync(caller, newestFirst[2]);
        var second = await ListAsync(caller, new PageRequest(2, first.NextCursor));
        var third = await ListAsync(caller, new PageRequest(2, second.NextCursor));

        first.Items.ShouldBe(newestFirst[..2]);
        second.Items.ShouldBe(newestFirst[3..5]);
        third.Items.ShouldBe(newestFirst[5..]);
        third.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_list_has_no_next_part()
    {
        var page = await ListAsync(await Services.RegisterAsync(), new PageRequest());

        page.Items.ShouldBeEmpty();
        page.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_with_any_other_character_is_refused()
    {
        var caller = await Services.RegisterAsync();
        var cursor = await CursorOfAsync(caller);

        foreach (var position in Enumerable.Range(0, cursor.Length))
        {
            var other = CursorAlphabet[
                (CursorAlphabet.IndexOf(cursor[position], StringComparison.Ordinal) + 1) % 64
            ];

            await RefusesAsync(caller, $"{cursor[..position]}{other}{cursor[(position + 1)..]}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public async Task Text_that_never_was_a_cursor_is_refused(string text) =>
        await RefusesAsync(await Services.RegisterAsync(), text);

    [Fact]
    public async Task A_cursor_serves_neither_another_user_nor_an_administrator_nor_another_list()
    {
        var (caller, other) = (await Services.RegisterAsync(), await Services.RegisterAsync());
        var cursor = await CursorOfAsync(caller);

        await RefusesAsync(other, cursor);
        await RefusesAsync(TestUsers.Admin, cursor, caller.UserId);
        await Should.ThrowAsync<InvalidInputException>(() =>
            Services.SendAsync(new ListApiKeys(caller, null, new PageRequest(1, cursor)))
        );
    }

    private async Task<string> CursorOfAsync(Caller caller)
    {
        await PlanAsync(caller, 2);

        return (await ListAsync(caller, new PageRequest(1))).NextCursor.ShouldNotBeNull();
    }

    private async Task RefusesAsync(Caller caller, string cursor, Guid? userId = null)
    {
        var refusal = await Should.ThrowAsync<InvalidInputException>(
            () =>
                Services.SendAsync(
                    new ListTrips(
                        caller,
                        userId,
                        TripFilter.None,
                        TripSort.NewestFirst,
                        new PageRequest(1, cursor)
                    )
                ),
            cursor
        );
        refusal.Errors.Keys.ShouldBe(["cursor"]);
    }

    private async Task<IReadOnlyList<TripView>> PlanAsync(Caller caller, int count, bool tied = true)
    {
        var trips = new List<TripView>();

        foreach (var number in Enumerable.Range(0, count))
        {
            // Pairs of trips share an instant, so that the id has to settle their order.
            if (!tied || number % 2 == 0)
            {
                database.Clock.Advance(TimeSpan.FromMicroseconds(1));
            }

            trips.Add(await Services.PlanAsync(caller));
        }

        return trips;
    }

    private Task<Page<TripView>> ListAsync(Caller caller, PageRequest page) =>
        Services.SendAsync(new ListTrips(caller, null, TripFilter.None, TripSort.NewestFirst, page));

    private Task DeleteAsync(Caller caller, TripView trip) =>
        Services.SendAsync(new DeleteTrip(caller, trip.Id, Preconditions.None));
}
