using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The network takes all bytes and delivers none.</summary>
[Collection(nameof(FaultTests))]
public sealed class SilentNetworkTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const double Budget = 3;
    private const double Grace = 0.2;
    private const int Clients = 16;

    /// <summary>
    /// More threads than there were, at the most: one or two for each connection that is being cancelled, of which
    /// the pools have 45; thousands of requests wait meanwhile.
    /// </summary>
    private const int MoreThreads = 90;

    private readonly WiredServer _database = new();

    /// <inheritdoc/>
    public Task InitializeAsync() => _database.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_comes_within_the_budget_and_all_is_well_soon_after_the_network_is_back(
        bool pooled
    )
    {
        await using var bouncer = await _database.StartBouncerAsync();
        await using var installation = pooled
            ? await _database.InstallBehindAsync(bouncer, ("Database__RequestBudget", $"{Budget}"))
            : await _database.InstallAsync(("Database__RequestBudget", $"{Budget}"));
        await using var load = new Load(installation.User).Write(Clients).Read(Clients);
        await load.UntilAsync("write", 201, Clients);
        await load.UntilAsync("read", 200, Clients);
        var before = installation.Service.Threads;

        _database.Wire.IsBlackHole = true;
        var most = await MostThreadsAsync(installation.Service, FaultTimes.Length(full: 10, brief: 5));
        (await installation.User.GetAsync(Paths.Live)).ShouldBe(200);
        _database.Wire.IsBlackHole = false;
        await Task.Delay(FaultTimes.Bound(5));
        var healed = System.Diagnostics.Stopwatch.GetTimestamp();
        await load.UntilAsync("write", 201, 10 * Clients);
        await load.UntilAsync("read", 200, 10 * Clients);
        await load.StopAsync();

        output.WriteLine($"pooled {pooled}: {load.Summary()}; threads {before} before, {most} at most");
        load.ShouldOnlySucceedOrBe503();
        load.ShouldBeWithin(FaultTimes.Bound(Budget + Grace));
        load.Replies.Where(reply => reply.SentAt > healed).ShouldAllBe(reply => reply.IsSuccess);
        most.ShouldBeLessThanOrEqualTo(before + MoreThreads);
        await load.ShouldBeStoredAsync(installation.Owner);
    }

    private static async Task<int> MostThreadsAsync(ServiceProcess service, TimeSpan length)
    {
        var most = 0;

        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < length; )
        {
            most = Math.Max(most, service.Threads);
            await Task.Delay(50);
        }

        return most;
    }
}
