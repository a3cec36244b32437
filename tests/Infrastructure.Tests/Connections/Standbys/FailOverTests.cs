using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

/// <summary>The primary is gone, and later the standby is one.</summary>
public sealed class FailOverTests(Pair pair) : IClassFixture<Pair>
{
    [Fact]
    public async Task Without_a_primary_there_are_reads_and_no_writes_until_the_standby_is_one()
    {
        await pair.AddAsync(1);
        await pair.Servers.UntilCaughtUpAsync();
        await pair.Monitor.LookAsync(CancellationToken.None);
        await pair.Servers.KillPrimaryAsync();

        (await pair.SeesAsync(1)).ShouldBeTrue();
        await using (var lease = await LendAsync(ServerChoice.PrimaryFirst))
        {
            (await lease.Connection.AskAsync<bool>("SELECT pg_is_in_recovery()")).ShouldBeTrue();
        }

        (
            await Should.ThrowAsync<DatabaseUnavailableException>(() => pair.AddAsync(2))
        ).OutcomeUnknown.ShouldBeFalse();
        await Should.ThrowAsync<DatabaseUnavailableException>(() => LendAsync(ServerChoice.Primary));

        await pair.Servers.PromoteAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!await IsAddedAsync(3))
        {
            await Task.Delay(50, patience.Token);
        }

        (await pair.SeesAsync(3)).ShouldBeTrue();
        (await pair.ReadsStandbyAsync()).ShouldBeFalse();
    }

    private async Task<bool> IsAddedAsync(int n)
    {
        try
        {
            return await pair.AddAsync(n) == 1;
        }
        catch (DatabaseUnavailableException)
        {
            return false;
        }
    }

    private Task<Infrastructure.Connections.Leases.ConnectionLease> LendAsync(ServerChoice choice) =>
        pair
            .Services.GetRequiredService<IConnectionService>()
            .AcquireAsync(ConnectionPurpose.Read, choice: choice);
}
