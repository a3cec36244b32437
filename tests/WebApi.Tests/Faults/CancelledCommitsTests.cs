using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>
/// A synchronous standby is cut off while clients with little patience write; then the primary crashes, and the
/// standby takes over. What was acknowledged meanwhile must be there.
/// </summary>
[Collection(nameof(FaultTests))]
public sealed class CancelledCommitsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private StandbyPair _pair = null!;
    private PairBouncers _bouncers = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _pair = await StandbyPair.CreateAsync("wal_sender_timeout=60s");
        _bouncers = await PairBouncers.StartAsync(_pair);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _bouncers.DisposeAsync();
        await _pair.DisposeAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task No_acknowledged_write_is_lost(bool withKeys, bool pooled)
    {
        await using var installation = await InstallAsync(pooled);
        await using var load = new Load(installation.User).Write(Clients, withKeys);
        await load.UntilAsync("write", 201, Clients);

        await CutOffAndFailOverAsync();
        await load.StopAsync();

        output.WriteLine($"keys {withKeys}, pooled {pooled}: {load.Summary()}");
        load.ShouldOnlySucceedOrBe503();
        load.Count("write", 503).ShouldBeGreaterThanOrEqualTo(Clients);
        load.Acknowledged.ShouldNotBeEmpty();
        (await StoredAsync(installation, load.Acknowledged)).ShouldBe(
            load.Acknowledged.Count,
            load.Summary()
        );
    }

    /// <summary>The check can fail: who passes his patience on to the commit loses what he was told was safe.</summary>
    [Fact]
    public async Task A_client_that_cancels_its_commits_loses_acknowledged_writes()
    {
        await using var installation = await InstallAsync(pooled: false);
        await using var naive = NaiveClients.Start(Clients, Patience, installation);

        await CutOffAndFailOverAsync();
        var acknowledged = await naive.StopAsync();

        var lost = acknowledged.Count - await StoredAsync(installation, acknowledged);
        output.WriteLine($"{acknowledged.Count} acknowledged, {lost} lost");
        lost.ShouldBeGreaterThan(0);
    }

    private async Task<Installation> InstallAsync(bool pooled)
    {
        var installation = await Installation.OnAsync(
            _pair.Server,
            pooled ? _bouncers.Both : _pair.Both,
            ("Database__RequestBudget", $"{Patience.TotalSeconds}")
        );
        await _pair.UntilCaughtUpAsync();
        await _pair.SetSynchronousAsync();

        return installation;
    }

    private async Task CutOffAndFailOverAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        _pair.Wire.IsBlackHole = true;
        await Task.Delay(TimeSpan.FromSeconds(6));
        await _pair.KillPrimaryAsync();
        _pair.Wire.Cut();
        await _pair.PromoteAsync();
    }

    private async Task<int> StoredAsync(Installation installation, IReadOnlyList<Guid> ids)
    {
        await using var connection = new NpgsqlConnection(_pair.OnStandby(installation.Owner));
        await connection.OpenAsync();

        return (int)
            await connection.AskAsync<long>("SELECT count(*) FROM trips WHERE id = ANY ($1)", ids.ToArray());
    }
}
