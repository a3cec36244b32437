using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Audit;

/// <summary>The door of the room.</summary>
internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services) =>
        services.AddHostedService<AuditPartitions>();
}
