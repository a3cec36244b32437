using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using static Enterprise.WebApi.Tests.Destinations.RememberedAnswersTests;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>What one process changes, the other one does not remember otherwise.</summary>
public sealed class RememberedAnswersTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_change_through_one_node_is_seen_through_the_other_one_within_200_ms()
    {
        var (near, far) = nodes.As(nodes.Service.Admin.Secret);
        await UntilRememberedAsync(far);
        var path = Paths.Destination(DestinationBody.NewId());

        (await near.PutAsync(path, DestinationBody.Of("Oulu", "A town by the sea."))).ShouldBe(201);
        await Task.Delay(Promised);

        (await NamesAsync(far)).ShouldContain("Oulu");
    }

    [Fact]
    public async Task A_change_past_the_service_is_seen_and_one_that_is_rolled_back_makes_nobody_ask()
    {
        var (_, far) = nodes.As(nodes.Service.Admin.Secret);
        var path = Paths.Destination(DestinationBody.NewId());
        (await far.PutAsync(path, DestinationBody.Of("Oulu", "A town by the sea."))).ShouldBe(201);
        await UntilRememberedAsync(far);
        await using var owner = await nodes.Service.Database.ConnectAsOwnerAsync();

        await using (var begun = await owner.BeginTransactionAsync())
        {
            await owner.RunAsync("UPDATE destinations SET description = 'Rolled back.'");
            await begun.RollbackAsync();
        }

        await Task.Delay(Promised);
        (await IsRememberedAsync(far)).ShouldBeTrue();
        await owner.RunAsync("UPDATE destinations SET name = 'Past the service'");
        await Task.Delay(Promised);
        (await NamesAsync(far)).ShouldContain("Past the service");
    }

    /// <summary>Until the second process hears of changes, and so remembers what it is asked.</summary>
    private async Task UntilRememberedAsync(ApiClient far)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        do
        {
            await NamesAsync(far);
        } while (!await IsRememberedAsync(far, patience.Token));
    }

    /// <summary>Whether it answers although the database cannot be asked.</summary>
    private async Task<bool> IsRememberedAsync(ApiClient far, CancellationToken patience = default)
    {
        patience.ThrowIfCancellationRequested();
        await using var owner = await nodes.Service.Database.ConnectAsOwnerAsync();
        await using var hidden = await owner.BeginTransactionAsync(patience);
        await owner.RunAsync("LOCK TABLE destinations IN ACCESS EXCLUSIVE MODE");

        return (await far.GetAsync($"{Paths.PopularDestinations}?limit=50")).Status == 200;
    }
}
