using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>Saying as whom costs no round trip, whether it is a question or a change.</summary>
public sealed class IdentityRoundTripTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private TcpProxy _proxy = null!;
    private ServiceProvider _services = null!;
    private Caller _caller = null!;
    private TripView _trip = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var straight = new NpgsqlConnectionStringBuilder(_database.AppConnectionString);
        _proxy = TcpProxy.Before(straight.Host!, straight.Port);
        straight.Port = _proxy.Port;
        _services = TestServices.Create(
            straight.ConnectionString,
            _database.OwnerConnectionString,
            _database.Clock
        );
        _caller = await _services.RegisterAsync();
        _trip = await _services.PlanAsync(_caller);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _proxy.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_compiled_read_takes_one() =>
        (await RoundTripsAsync(() => _services.SendAsync(new GetTrip(_caller, _trip.Id)))).ShouldBe(1);

    [Fact]
    public async Task An_administrators_read_takes_one() =>
        (await RoundTripsAsync(() => _services.SendAsync(new GetTrip(TestUsers.Admin, _trip.Id)))).ShouldBe(
            1
        );

    [Fact]
    public async Task A_read_that_is_not_compiled_takes_one() =>
        (
            await RoundTripsAsync(() => _services.SendAsync(new CountTrips(_caller, null, TripFilter.None)))
        ).ShouldBe(1);

    [Fact]
    public async Task A_change_takes_three_beginning_statement_and_commit() =>
        (await RoundTripsAsync(() => _services.PlanAsync(_caller))).ShouldBe(3);

    [Fact]
    public async Task A_change_that_is_made_at_most_once_takes_one_more_for_its_record()
    {
        var number = 0;

        (
            await RoundTripsAsync(() =>
                _services.SendAsync(new CreateTrip(_caller, TestTrips.Input(), Once($"key-{number++}")))
            )
        ).ShouldBe(4);
    }

    private static Once<TripView> Once(string key) =>
        new(
            new IdempotentRequest("POST", "/api/v1/trips", key, new byte[32]),
            static _ => new RecordedAnswer(201, [], [])
        );

    /// <summary>The second time, when connections are open and nothing is compiled or prepared any more.</summary>
    private async Task<int> RoundTripsAsync<T>(Func<Task<T>> use)
    {
        await use();
        await use();
        var before = _proxy.RoundTrips;
        await use();

        return _proxy.RoundTrips - before;
    }
}
