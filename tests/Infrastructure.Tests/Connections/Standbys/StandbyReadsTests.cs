using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

/// <summary>Reads go to a standby that is recent enough for them.</summary>
public sealed class StandbyReadsTests(Pair pair) : IClassFixture<Pair>, IAsyncLifetime
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await pair.Servers.SetReplayDelayAsync(TimeSpan.Zero);
        await pair.Servers.UntilCaughtUpAsync();
        await UntilUsedAsync(isUsed: true);
        await pair.UntilReadsStandbyAsync();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_read_goes_to_the_standby_and_a_change_to_the_primary()
    {
        (await pair.ReadsStandbyAsync()).ShouldBeTrue();

        (await pair.AddAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_reads_what_it_has_written_and_nobody_waits_for_that()
    {
        await pair.Servers.SetReplayDelayAsync(Late);

        var scope = RequestScope.Begin(TimeSpan.FromSeconds(30), TimeProvider.System);
        await pair.AddAsync(2);

        scope.Written.ShouldNotBeNull();
        (await pair.SeesAsync(2)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_request_reads_it_with_the_token_and_not_without()
    {
        await pair.Servers.SetReplayDelayAsync(Late);
        var token = await WriteAsync(3);

        (await Task.Run(() => ReadAsync(3, token))).ShouldBeTrue();
        (await Task.Run(() => ReadAsync(3, mustSee: null))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_standby_that_has_come_so_far_answers_also_where_that_was_not_known_yet()
    {
        var token = await WriteAsync(4);
        await pair.Servers.UntilCaughtUpAsync();

        (await Task.Run(() => IsStandbyAsync(token))).ShouldBeTrue();
        await pair.Monitor.LookAsync(CancellationToken.None);
        (await Task.Run(() => IsStandbyAsync(token))).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_only_the_primary_will_do_it_is_asked() =>
        (await Task.Run(() => IsStandbyAsync(LogPosition.PrimaryOnly))).ShouldBeFalse();

    [Fact]
    public async Task A_standby_that_lags_too_far_is_left_out_and_told_once_and_is_used_again()
    {
        await pair.Servers.SetReplayDelayAsync(Late);
        await pair.AddAsync(5);
        await UntilUsedAsync(isUsed: false);

        (await pair.ReadsStandbyAsync()).ShouldBeFalse();
        (await pair.SeesAsync(5)).ShouldBeTrue();
        var standby = pair
            .Services.GetRequiredService<IConnectionService>()
            .Report()
            .Standbys.ShouldHaveSingleItem();
        standby.Name.ShouldBe($"127.0.0.1:{pair.Servers.Standby.Port}");
        (standby.IsUp, standby.IsUsed).ShouldBe((true, false));
        standby.Lag.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        pair.Log.Lines.ShouldContain(line =>
            line.StartsWith(
                $"Warning 1702 The server {standby.Name} is left out: it lags ",
                StringComparison.Ordinal
            )
        );

        await pair.Servers.SetReplayDelayAsync(TimeSpan.Zero);
        await UntilUsedAsync(isUsed: true);
        await pair.UntilReadsStandbyAsync();
        pair.Log.Lines.ShouldContain(line => line.StartsWith("Information 1703 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_standby_that_is_down_is_shown_as_down_and_reads_go_on()
    {
        await pair.Servers.KillStandbyAsync();
        await UntilUsedAsync(isUsed: false);

        (await pair.ReadsStandbyAsync()).ShouldBeFalse();
        var standby = pair.Monitor.Report().ShouldHaveSingleItem();
        standby.IsUp.ShouldBeFalse();
        pair.Log.Lines.ShouldContain(line =>
            line.StartsWith(
                $"Warning 1702 The server {standby.Name} is left out: it does not answer",
                StringComparison.Ordinal
            )
        );

        await pair.Servers.StartStandbyAsync();
    }

    [Fact]
    public async Task Who_prefers_the_primary_has_it()
    {
        await using var lease = await pair
            .Services.GetRequiredService<IConnectionService>()
            .AcquireAsync(ConnectionPurpose.Read, choice: ServerChoice.PrimaryFirst);

        (await lease.Connection.AskAsync<bool>("SELECT pg_is_in_recovery()")).ShouldBeFalse();
    }

    private async Task<LogPosition> WriteAsync(int n) =>
        await Task.Run(async () =>
        {
            var scope = RequestScope.Begin(TimeSpan.FromSeconds(30), TimeProvider.System);
            await pair.AddAsync(n);

            return scope.Written!.Value;
        });

    private Task<bool> ReadAsync(int n, LogPosition? mustSee)
    {
        Begin(mustSee);

        return pair.SeesAsync(n);
    }

    private Task<bool> IsStandbyAsync(LogPosition mustSee)
    {
        Begin(mustSee);

        return pair.ReadsStandbyAsync();
    }

    private static void Begin(LogPosition? mustSee)
    {
        var scope = RequestScope.Begin(TimeSpan.FromSeconds(30), TimeProvider.System);

        if (mustSee is { } position)
        {
            scope.MustSeeUpTo(position);
        }
    }

    /// <summary>The driver looks again for a server that was down after a second.</summary>
    private async Task UntilUsedAsync(bool isUsed)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        do
        {
            await Task.Delay(20, patience.Token);
            await pair.Monitor.LookAsync(patience.Token);
        } while (pair.Monitor.Report().SingleOrDefault()?.IsUsed != isUsed);
    }
}
