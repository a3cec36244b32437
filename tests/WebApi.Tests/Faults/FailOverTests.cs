using System.Diagnostics;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The primary dies and its standby takes over.</summary>
[Collection(nameof(FaultTests))]
public sealed class FailOverTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 8;

    private StandbyPair _pair = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _pair = await StandbyPair.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writes_resume_after_the_promotion_reads_go_on_and_no_acknowledged_write_is_lost(
        bool pooled
    )
    {
        await using var bouncers = await PairBouncers.StartAsync(_pair);
        await using var installation = await Installation.OnAsync(
            _pair.Server,
            pooled ? bouncers.Both : _pair.Both
        );
        await _pair.SetSynchronousAsync();
        var pause = TimeSpan.FromMilliseconds(5);
        await using var load = new Load(installation.User).Write(Clients, pause: pause).Read(Clients, pause);
        await load.UntilAsync("write", 201, 5 * Clients);

        await _pair.KillPrimaryAsync();
        await Task.Delay(FaultTimes.Length(full: 10, brief: 2));
        await _pair.PromoteAsync();
        var promoted = Stopwatch.GetTimestamp();
        await load.UntilAsync("write", 201, 10 * Clients);
        await load.StopAsync();

        var resumed = load
            .Replies.Where(reply => reply.Status == 201 && reply.AnsweredAt > promoted)
            .Min(reply => Stopwatch.GetElapsedTime(promoted, reply.AnsweredAt));
        output.WriteLine(
            $"pooled {pooled}: {load.Summary()}; writes resumed {resumed.TotalSeconds:F2} s after the promotion"
        );
        load.ShouldOnlySucceedOrBe503();
        load.Count("read", 503).ShouldBe(0, load.Summary());
        load.Count("write", 503).ShouldBeGreaterThan(0);
        resumed.ShouldBeLessThan(FaultTimes.Bound(3));
        await load.ShouldBeStoredAsync(_pair.OnStandby(installation.Owner));
    }
}
