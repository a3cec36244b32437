using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Trips;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>
/// A session in which an administrator's role was left, as behind a pooler by somebody at <c>psql</c>, lends it to no
/// user.
/// </summary>
public sealed class LeftSessionTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private ServiceProvider _services = null!;
    private Caller _ada = null!;

    public async Task InitializeAsync()
    {
        var left = new NpgsqlConnectionStringBuilder(database.AppConnectionString)
        {
            Options = "-c app.role=admin",
        };
        _services = TestServices.Create(
            left.ConnectionString,
            database.OwnerConnectionString,
            database.Clock
        );
        _ada = await _services.RegisterAsync();
        await _services.PlanAsync(_ada);
        await _services.PlanAsync(await _services.RegisterAsync());
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_query_shows_the_callers_rows() =>
        (
            await _services
                .GetRequiredService<IDatabase>()
                .ReadAsync(
                    _ada,
                    (db, token) => db.Set<Trip>().Select(trip => trip.UserId).ToListAsync(token),
                    default
                )
        ).ShouldBe([_ada.UserId]);

    [Fact]
    public async Task The_gateway_shows_the_callers_rows() =>
        (
            await _services
                .GetRequiredService<ISqlGateway>()
                .CountAsync(Identity.Of(_ada), $"SELECT count(*) FROM trips")
        ).ShouldBe(1);

    [Fact]
    public async Task A_change_reaches_the_callers_rows() =>
        (
            await _services
                .GetRequiredService<ISqlGateway>()
                .ExecuteAsync(Identity.Of(_ada), $"UPDATE trips SET travelers = 4")
        ).ShouldBe(1);
}
