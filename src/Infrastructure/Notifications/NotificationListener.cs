using System.Net.Sockets;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Notifications;

/// <summary>Hears, on one connection past every pool and pooler, what other nodes have changed.</summary>
/// <remarks><c>LISTEN</c> belongs to a session (PostgreSQL manual, section "LISTEN"), so a pooler cannot carry it.</remarks>
internal sealed class NotificationListener(
    ConnectionStrings connections,
    TlsOptions tls,
    IEnumerable<INotificationSubscriber> subscribers,
    NotificationLink link,
    TimeProvider clock,
    ILogger<NotificationListener> logger
) : BackgroundService
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectAgainAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    private readonly INotificationSubscriber[] _subscribers = [.. subscribers];
    private Hearing _told;

    private enum Hearing
    {
        Unknown,
        Good,
        Lost,
        Pooled,
    }

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
                Tell(Hearing.Lost, exception);
            }
            finally
            {
                link.Cut();
                Array.ForEach(_subscribers, subscriber => subscriber.LoseTouch());
            }

            await Task.Delay(
                    _told is Hearing.Pooled ? LookAgainAfter : ConnectAgainAfter,
                    clock,
                    stoppingToken
                )
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the connection fails; returns where a pooler stands behind it.</summary>
    private async Task ListenAsync(CancellationToken stop)
    {
        await using var source = ListeningConnection.SourceOf(connections.Direct, tls);
        await using var connection = source.CreateConnection();
        connection.Notification += (_, notification) => Pass(notification);
        await connection.OpenAsync(stop);
        await connection.ListenAsync(_subscribers.Select(subscriber => subscriber.Channel), stop);

        for (var askedAt = clock.GetTimestamp(); await connection.AskAsync(stop); )
        {
            link.Confirm(askedAt);
            Tell(Hearing.Good);
            await connection.WaitAsync(AskEvery, stop);
            askedAt = clock.GetTimestamp();
        }

        Tell(Hearing.Pooled);
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

    /// <summary>Tells what has changed; an outage once, not twice a second.</summary>
    private void Tell(Hearing hearing, Exception? exception = null)
    {
        switch (hearing)
        {
            case var same when same == _told:
                return;

            case Hearing.Good:
                logger.Listening();
                break;

            case Hearing.Pooled:
                logger.ListenerIsPooled(SettingReader.InEnvironment(ConnectionStrings.DirectSetting));
                break;

            default:
                logger.NotListening(exception);
                break;
        }

        _told = hearing;
    }
}
