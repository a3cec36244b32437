using System.Diagnostics;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The database is dead for a while.</summary>
[Collection(nameof(FaultTests))]
public sealed class DeadDatabaseTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 16;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly WiredServer _database = new();

    /// <inheritdoc/>
    public Task InitializeAsync() => _database.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_hardly_asked_refusals_are_quick_and_it_is_used_again_as_soon_as_it_is_back(
        bool pooled
    )
    {
        await using var bouncer = await _database.StartBouncerAsync();
        await using var installation = pooled
            ? await _database.InstallBehindAsync(bouncer)
            : await _database.InstallAsync();
        var pause = TimeSpan.FromMilliseconds(20);
        await using var load = new Load(installation.User).Write(Clients, pause: pause).Read(Clients, pause);
        await load.UntilAsync("write", 201, Clients);

        await _database.Server.KillAsync();
        await Task.Delay(Settling);
        var (since, opened) = (Stopwatch.GetTimestamp(), _database.Wire.Opened);
        await Task.Delay(FaultTimes.Length(full: 28, brief: 4));
        var dead = Stopwatch.GetElapsedTime(since);
        var attempts = (_database.Wire.Opened - opened) / dead.TotalSeconds;
        var refusals = load.Replies.Where(reply => reply.SentAt > since).ToArray();

        await _database.Server.StartAsync();
        var (back, openedBack) = (Stopwatch.GetTimestamp(), _database.Wire.Opened);
        await load.UntilAsync("write", 201, 5 * Clients);
        await load.UntilAsync("read", 200, 5 * Clients);
        var storm = _database.Wire.Opened - openedBack;
        await load.StopAsync();

        var recovery = load
            .Replies.Where(reply => reply.AnsweredAt > back && reply.IsSuccess)
            .GroupBy(reply => reply.Kind)
            .Max(kind => kind.Min(reply => Stopwatch.GetElapsedTime(back, reply.AnsweredAt)));
        var times = refusals.Select(reply => reply.Took.TotalMilliseconds).Order().ToArray();
        output.WriteLine(
            $"pooled {pooled}: {load.Summary()}; dead: {refusals.Length} refusals, median {times[times.Length / 2]:F2} ms, "
                + $"p99 {times[times.Length * 99 / 100]:F2} ms, {attempts:F1} connection attempts/s; "
                + $"back: first success of both kinds after {recovery.TotalSeconds:F2} s, {storm} connections opened"
        );

        load.ShouldOnlySucceedOrBe503();
        refusals.ShouldAllBe(reply => reply.Status == 503);
        times[times.Length / 2].ShouldBeLessThan(FaultTimes.AreFull ? 5 : 100);
        attempts.ShouldBeLessThan(10);
        recovery.ShouldBeLessThan(FaultTimes.Bound(2));
        storm.ShouldBeLessThan(100);
        await load.ShouldBeStoredAsync(installation.Owner);
    }
}
