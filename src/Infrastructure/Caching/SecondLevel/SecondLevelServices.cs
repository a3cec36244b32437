using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>The door of the room.</summary>
internal static class SecondLevelServices
{
    /// <summary>Registers Redis where it is set; else nothing that knows of it.</summary>
    public static void AddSecondLevel(this IServiceCollection services, Func<string, string?> setting)
    {
        if (SecondLevelOptions.From(setting) is not { } options)
        {
            services.AddSingleton<ISecondLevel, NoSecondLevel>();

            return;
        }

        services.AddSingleton(options);
        services.AddSingleton<RedisLink>();
        services.AddSingleton<SecondLevelKeys>();
        services.AddSingleton<SecondLevelHealth>();
        services.AddSingleton<Renewals>();
        services.AddSingleton<ISecondLevel, RedisSecondLevel>();
    }
}
