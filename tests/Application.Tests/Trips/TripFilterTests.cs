using System.Globalization;
using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Application.Validation;
using Enterprise.Domain.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Application.Tests.Trips;

/// <summary>Which trips a filter lets pass, in which order, and that a count agrees with the list.</summary>
public sealed class TripFilterTests(TripFilterTests.Travels travels) : IClassFixture<TripFilterTests.Travels>
{
    [Theory]
    [InlineData("Lisbon", "Lisbon on foot")]
    [InlineData("LISBON", "Lisbon on foot")]
    [InlineData("Lis", null)]
    [InlineData("Lisbon ", null)]
    [InlineData("%", null)]
    [InlineData("L_sbon", null)]
    [InlineData("100%", "Sale")]
    [InlineData("TROMSØ", "Northern lights")]
    public Task A_destination_matches_as_a_whole_whatever_its_case(string destination, string? title) =>
        FindsAsync(new TripFilter { Destination = destination }, title is null ? [] : [title]);

    [Theory]
    [InlineData("foot", "Lisbon on foot")]
    [InlineData("FOOT lisbon", "Lisbon on foot")]
    [InlineData("northern aurora", "Northern lights")]
    [InlineData("foot aurora")]
    [InlineData("north")]
    [InlineData("tromsø", "Northern lights")]
    [InlineData("' | & ! <-> :*")]
    public Task All_words_must_be_found_in_title_description_or_destination(
        string words,
        params string[] titles
    ) => FindsAsync(new TripFilter { Words = words }, titles);

    [Theory]
    [InlineData("2027-05-08", null, "Lisbon on foot", "Northern lights", "Sale")]
    [InlineData("2027-05-09", null, "Northern lights", "Sale")]
    [InlineData(null, "2027-05-01", "Lisbon on foot")]
    [InlineData(null, "2027-04-30")]
    [InlineData("2027-05-03", "2027-05-04", "Lisbon on foot")]
    [InlineData("2027-06-05", "2027-06-05", "Northern lights")]
    [InlineData("2027-07-01", "2027-07-01")]
    public Task Days_find_the_trips_that_overlap_them(string? from, string? to, params string[] titles) =>
        FindsAsync(new TripFilter { From = Day(from), To = Day(to) }, titles);

    [Fact]
    public async Task A_status_finds_the_trips_that_have_come_so_far()
    {
        await FindsAsync(new TripFilter { Status = TripStatus.Booked }, "Sale");
        await FindsAsync(new TripFilter { Status = TripStatus.Canceled });
        await FindsAsync(new TripFilter { Status = TripStatus.Planning, Words = "foot" }, "Lisbon on foot");
    }

    [Theory]
    [InlineData(TripSort.NewestFirst, "Sale", "Northern lights", "Lisbon on foot")]
    [InlineData(TripSort.OldestFirst, "Lisbon on foot", "Northern lights", "Sale")]
    [InlineData(TripSort.EarliestFirst, "Lisbon on foot", "Northern lights", "Sale")]
    [InlineData(TripSort.LatestFirst, "Sale", "Northern lights", "Lisbon on foot")]
    public async Task Every_order_is_kept_over_its_parts(TripSort sort, params string[] titles)
    {
        var first = await ListAsync(TripFilter.None, sort, new PageRequest(2));
        var second = await ListAsync(TripFilter.None, sort, new PageRequest(2, first.NextCursor));

        first.Items.Concat(second.Items).Select(trip => trip.Title).ShouldBe(titles);
        second.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_serves_no_other_filter_and_no_other_order()
    {
        var cursor = (await ListAsync(TripFilter.None, TripSort.NewestFirst, new PageRequest(1))).NextCursor;
        var page = new PageRequest(1, cursor.ShouldNotBeNull());

        await Should.ThrowAsync<InvalidInputException>(() =>
            ListAsync(new TripFilter { Words = "foot" }, TripSort.NewestFirst, page)
        );
        await Should.ThrowAsync<InvalidInputException>(() =>
            ListAsync(TripFilter.None, TripSort.OldestFirst, page)
        );
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private async Task FindsAsync(TripFilter filter, params string[] titles)
    {
        var found = await ListAsync(filter, TripSort.OldestFirst, new PageRequest());
        var count = await travels.Services.SendAsync(new CountTrips(travels.Caller, null, filter));

        found.Items.Select(trip => trip.Title).ShouldBe(titles);
        count.Count.ShouldBe(titles.Length);
    }

    private Task<Page<TripView>> ListAsync(TripFilter filter, TripSort sort, PageRequest page) =>
        travels.Services.SendAsync(new ListTrips(travels.Caller, null, filter, sort, page));

    /// <summary>Three trips of one user, and one of another's that no filter may show.</summary>
    public sealed class Travels : IAsyncLifetime
    {
        private TestDatabase _database = null!;

        public IServiceProvider Services => _database.Services;

        public Caller Caller { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync();
            Caller = await Services.RegisterAsync();
            await PlanAsync("Lisbon on foot", "Lisbon", "Trams and tiles.", new(2027, 5, 1));
            await PlanAsync("Northern lights", "Tromsø", "Aurora!", new(2027, 6, 1));
            var booked = await PlanAsync("Sale", "100%", null, new(2027, 8, 1));
            await using var app = await _database.ConnectAsAppAsync();
            await app.RunAsync("UPDATE trips SET status = 'booked' WHERE id = $1", booked.Id);
            await Services.PlanAsync(await Services.RegisterAsync(), TestTrips.Input("Lisbon on foot"));
        }

        public Task DisposeAsync() => _database.DisposeAsync().AsTask();

        private Task<TripView> PlanAsync(string title, string destination, string? description, DateOnly day)
        {
            _database.Clock.Advance(TimeSpan.FromSeconds(1));

            return Services.PlanAsync(
                Caller,
                TestTrips.Input(title) with
                {
                    Destination = destination,
                    Description = description,
                    StartsOn = day,
                    EndsOn = day.AddDays(7),
                }
            );
        }
    }
}
