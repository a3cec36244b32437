using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Notifications;

/// <summary>The door of the room.</summary>
internal static class NotificationServices
{
    /// <summary>Registers the listener; it hears nothing before the host has started.</summary>
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<NotificationLink>();
        services.AddHostedService<NotificationListener>();
    }

    /// <summary>Registers somebody who must hear of changes, who is registered as himself already.</summary>
    public static void AddSubscriber<T>(this IServiceCollection services)
        where T : class, INotificationSubscriber =>
        services.AddSingleton<INotificationSubscriber>(provider => provider.GetRequiredService<T>());
}
