using System.Net.Sockets;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Notifications;

/// <summary>Hears, on one connection past every pool and pooler, what other nodes have changed.</summary>
/// <remarks><c>LISTEN</c> belongs to a session (PostgreSQL manual, section "LISTEN"), so a pooler cannot carry it.</remarks>
internal sealed class NotificationListener(
    ConnectionStrings connections,
    IEnumerable<INotificationSubscriber> subscribers,
    NotificationLink link,
    TimeProvider clock,
    ILogger<NotificationListener> logger
) : BackgroundService
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly INotificationSubscriber[] _subscribers = [.. subscribers];
    private bool _isHeard;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
                when (exception is NpgsqlException or SocketException or IOException or TimeoutException)
            {
                TellOnce(exception);
            }
            finally
            {
                link.Cut();
                Array.ForEach(_subscribers, subscriber => subscriber.LoseTouch());
            }

            await Task.Delay(ConnectAgainAfter, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = ListeningConnection.Create(connections.Direct);
        connection.Notification += (_, notification) => Pass(notification);
        await connection.OpenAsync(stop);
        await connection.ListenAsync(_subscribers.Select(subscriber => subscriber.Channel), stop);

        while (true)
        {
            var askedAt = clock.GetTimestamp();
            await connection.AskAsync(stop);
            link.Confirm(askedAt);

            if (!_isHeard)
            {
                logger.Listening();
                _isHeard = true;
            }

            await connection.WaitAsync(AskEvery, stop);
        }
    }

    private void Pass(NpgsqlNotificationEventArgs notification)
    {
        foreach (var subscriber in _subscribers)
        {
            if (string.Equals(subscriber.Channel, notification.Channel, StringComparison.Ordinal))
            {
                subscriber.Hear(notification.Payload);
            }
        }
    }

    /// <summary>An outage is told once, not twice a second.</summary>
    private void TellOnce(Exception exception)
    {
        if (_isHeard)
        {
            logger.NotListening(exception);
            _isHeard = false;
        }
    }
}
