using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>The door of the room.</summary>
internal static class ResilienceServices
{
    /// <exception cref="InvalidSettingException">A setting is wrong; the message names it.</exception>
    public static void AddResilience(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton(CircuitBreakerOptions.From(setting));
        services.AddSingleton<CircuitRegistry>();
        services.AddSingleton<OutcomeResolver>();
        services.AddSingleton<AttemptRunner>();
    }
}
