using Enterprise.Application.Caching;
using Enterprise.Infrastructure.Caching.SecondLevel;
using Enterprise.Infrastructure.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Caching;

/// <summary>The door of the room.</summary>
internal static class CacheServices
{
    public static void AddCaching(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton(CacheOptions.From(setting));
        services.AddSingleton<CacheMemory>();
        services.AddSingleton<CacheMetrics>();
        services.AddSecondLevel(setting);
        services.AddSingleton<ChangeLog>();
        services.AddSubscriber<ChangeLog>();
        services.AddSingleton<CacheReads>();
        services.AddSingleton<IQueryCache, QueryCache>();
    }
}
