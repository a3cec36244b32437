using System.Collections.Concurrent;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The database dies under load and comes back; the service lives on and forgets nothing.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const int Writers = 8;
    private const int Enough = 40;

    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private Installation _installation = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _installation = await Installation.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_killed_database_is_503_until_it_is_back_and_no_acknowledged_trip_is_lost_or_doubled()
    {
        using var load = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(load.Token)).ToArray();
        await UntilAsync(() => Count(201) >= Enough);

        await _installation.Server.KillAsync();
        var before = Count(503);
        await UntilAsync(() => Count(503) >= before + Enough);
        await MustBeDownAsync();

        await _installation.Server.StartAsync();
        var during = Count(201);
        await UntilAsync(() => Count(201) >= during + Enough);
        (await _installation.User.GetAsync(Paths.Ready)).ShouldBe(200);
        (await _installation.User.GetAsync(Paths.Trips)).ShouldBe(200);
        await load.CancelAsync();
        await Task.WhenAll(writers);

        _failures.ShouldBeEmpty();
        MustAllBeFit();
        await MustHoldEveryTripOnceAsync();
    }

    private int Count(int status) => _answers.Count(answer => answer.Status == status);

    private async Task WriteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _answers.Enqueue(await _installation.User.PostAsync(Paths.Trips, TripBody.With()));
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                _failures.Enqueue(exception.Message);
            }
        }
    }

    private async Task MustBeDownAsync()
    {
        var user = _installation.User;

        for (var i = 0; i < 5; i++)
        {
            (await user.GetAsync(Paths.Live)).ShouldBe(200);
            (await user.GetAsync(Paths.Ready)).ShouldBeProblem(503);
            (await user.GetAsync(Paths.Trips))
                .ShouldBeProblem(503)
                .Header("Retry-After")
                .ShouldNotBeNull()
                .ShouldMatch("^[1-9][0-9]*$");
        }
    }

    private void MustAllBeFit()
    {
        foreach (var answer in _answers)
        {
            answer.Status.ShouldBeOneOf(201, 503);

            if (answer.Status == 503)
            {
                answer.ShouldBeProblem(503).Header("Retry-After").ShouldNotBeNull();
            }
        }
    }

    private async Task MustHoldEveryTripOnceAsync()
    {
        await using var owner = new NpgsqlConnection(_installation.Owner);
        await owner.OpenAsync();
        var stored = await owner.ListAsync<Guid>("SELECT id FROM trips");
        var acknowledged = _answers
            .Where(answer => answer.Status == 201)
            .Select(answer => answer.Id)
            .ToArray();

        stored.ShouldBeUnique();
        acknowledged.ShouldBeUnique();
        acknowledged.Except(stored).ShouldBeEmpty();
        acknowledged.Length.ShouldBeGreaterThanOrEqualTo(2 * Enough);
    }

    /// <summary>Waits for what must come about sooner or later.</summary>
    private static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        while (!reached())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
