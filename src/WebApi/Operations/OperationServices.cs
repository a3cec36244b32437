using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Operations;

/// <summary>The door of the room.</summary>
internal static class OperationServices
{
    public static void AddOperations(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton<IAuthorizationHandler, OperatorAccessHandler>();
        services.AddTelemetry(setting);
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
    }
}
