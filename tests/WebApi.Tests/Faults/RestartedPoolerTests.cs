using System.Diagnostics;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>A PgBouncer in transaction mode is killed and started again under load.</summary>
[Collection(nameof(FaultTests))]
public sealed class RestartedPoolerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 8;

    private OwnPostgres _server = null!;
    private PgBouncer _bouncer = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await OwnPostgres.CreateAsync();
        _bouncer = await PgBouncer.StartAsync(_server.Admin, PoolMode.Transaction);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _bouncer.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_see_success_or_503_and_soon_only_success(bool isRolling)
    {
        await using var installation = await Installation.OnAsync(
            _server,
            way => _bouncer.Before(way.ConnectionString)
        );
        await using var load = new Load(installation.User).Write(Clients).Read(Clients);
        await load.UntilAsync("write", 201, Clients);

        await (isRolling ? _bouncer.RollingRestartAsync() : _bouncer.RestartAsync()).WaitAsync(
            TimeSpan.FromSeconds(30)
        );
        var back = Stopwatch.GetTimestamp();
        await load.UntilAsync("write", 201, 10 * Clients);
        await load.UntilAsync("read", 200, 10 * Clients);
        await load.StopAsync();

        var last = load
            .Replies.Where(reply => !reply.IsSuccess)
            .Select(reply => Stopwatch.GetElapsedTime(back, reply.AnsweredAt))
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();
        output.WriteLine(
            $"rolling {isRolling}: {load.Summary()}; the last 503 after {last.TotalSeconds:F2} s"
        );
        load.ShouldOnlySucceedOrBe503();
        last.ShouldBeLessThan(FaultTimes.Bound(2));
        await load.ShouldBeStoredAsync(installation.Owner);
    }
}
