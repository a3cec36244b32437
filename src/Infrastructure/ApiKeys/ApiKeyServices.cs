using Enterprise.Application.ApiKeys;
using Enterprise.Infrastructure.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>The door of the room.</summary>
internal static class ApiKeyServices
{
    public static void AddApiKeys(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton(ApiKeyCacheOptions.From(setting));
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<IApiKeyDirectory>(provider => provider.GetRequiredService<ApiKeyCache>());
        services.AddSubscriber<ApiKeyCache>();
        services.AddSingleton<ApiKeyUsage>();
        services.AddSingleton<IApiKeyUsage>(provider => provider.GetRequiredService<ApiKeyUsage>());
        services.AddHostedService<ApiKeyUsageWriter>();
    }
}
