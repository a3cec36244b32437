using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

/// <summary>The primary is down, and its standby answers.</summary>
public sealed class LostPrimaryTests : IAsyncLifetime
{
    private const int MinimumCalls = 4;

    private StandbyPair _pair = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _pair = await StandbyPair.CreateAsync();
        _services = Nodes.At(
            new NpgsqlConnectionStringBuilder(_pair.Primary.ConnectionString)
            {
                Host = $"127.0.0.1:{_pair.Primary.Port},127.0.0.1:{_pair.Standby.Port}",
                Pooling = true,
            }.ConnectionString,
            clock: TimeProvider.System,
            settings: ("Database:Breaker:MinimumCalls", $"{MinimumCalls}")
        );
        await _pair.KillPrimaryAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _pair.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_must_see_what_only_it_has_takes_the_standby_from_nobody()
    {
        for (var i = 0; i < 3 * MinimumCalls; i++)
        {
            await Should.ThrowAsync<DatabaseUnavailableException>(() => ReadAsync(LogPosition.PrimaryOnly));
            await Should.ThrowAsync<DatabaseUnavailableException>(() =>
                ReadAsync(new LogPosition(ulong.MaxValue - 1))
            );
        }

        (await ReadAsync(mustSee: null)).ShouldBe(1);
        _services
            .Lender()
            .Report()
            .Circuits.Select(circuit => $"{circuit.Target} {circuit.State}")
            .ShouldBe(["primary open", "any closed"], ignoreOrder: true);
    }

    private Task<int> ReadAsync(LogPosition? mustSee) =>
        Task.Run(() =>
        {
            var scope = RequestScope.Begin(TimeSpan.FromSeconds(30), TimeProvider.System);

            if (mustSee is { } position)
            {
                scope.MustSeeUpTo(position);
            }

            return _services
                .GetRequiredService<IDatabase>()
                .ReadAsync(TestUsers.Admin, (_, _) => Task.FromResult(1), CancellationToken.None);
        });
}
