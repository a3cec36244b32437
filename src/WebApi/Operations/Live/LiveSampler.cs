using Enterprise.Infrastructure.Diagnostics.Live;
using Enterprise.WebApi.Logging;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Looks once a second for all viewers together, while there are any.</summary>
internal sealed class LiveSampler(
    ILiveDiagnostics diagnostics,
    LiveFeed feed,
    TimeProvider clock,
    ILogger<LiveSampler> logger
) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await feed.UntilWatchedAsync(stoppingToken);
                await WatchAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var watch = diagnostics.Watch();
        using var timer = new PeriodicTimer(LookEvery, clock);
        var views = new LiveViews(clock);

        do
        {
            Look(watch, views);
        } while (await timer.WaitForNextTickAsync(cancellationToken) && feed.IsWatched);
    }

    /// <summary>Whatever is wrong with what is looked at, the service goes on.</summary>
    private void Look(ILiveWatch watch, LiveViews views)
    {
        try
        {
            feed.Publish(views.Of(watch.Read()));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LookFailed(exception);
        }
    }
}
