using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>The door of the room.</summary>
internal static class RowLevelSecurityServices
{
    /// <inheritdoc cref="InfrastructureServices.AddInfrastructure"/>
    public static void AddRowLevelSecurity(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton(RoleOptions.From(setting));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RoleCheck>(provider));
    }
}
