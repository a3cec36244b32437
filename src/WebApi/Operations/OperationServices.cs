using Enterprise.WebApi.Operations.Live;
using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Operations;

/// <summary>The door of the room.</summary>
internal static class OperationServices
{
    public static void AddOperations(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton<IAuthorizationHandler, OperatorAccessHandler>();
        services.AddTelemetry(setting);
        services.AddSingleton(LiveOptions.From(setting));
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<LiveStream>();
        services.AddHostedService<LiveSampler>();
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapLive();
    }
}
