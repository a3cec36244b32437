using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>The door of the room.</summary>
internal static class IdempotencyServices
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<RecordedAnswers>();
        services.AddSingleton<IdempotencyRecords>();
        services.AddHostedService<IdempotencySweeper>();
    }
}
