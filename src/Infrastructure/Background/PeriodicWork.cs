using Microsoft.Extensions.Hosting;

namespace Enterprise.Infrastructure.Background;

/// <summary>Something that a node does by itself, again and again, while its host runs.</summary>
/// <param name="every">The time from one beginning to the next; what takes longer is not begun twice.</param>
/// <param name="clock">Whose timers it goes by.</param>
/// <param name="fromTheStart">Whether it is done when the host starts, too; else that time later at first.</param>
internal abstract class PeriodicWork(TimeSpan every, TimeProvider clock, bool fromTheStart = false)
    : BackgroundService
{
    /// <summary>Whose time it goes by.</summary>
    protected TimeProvider Clock => clock;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);

        try
        {
            if (fromTheStart)
            {
                await WorkAsync(stoppingToken);
            }

            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WorkAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Does it once. It must not throw but for the cancellation: the host would end.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);
}
