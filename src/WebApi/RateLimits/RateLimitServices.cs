namespace Enterprise.WebApi.RateLimits;

/// <summary>The door of the room.</summary>
internal static class RateLimitServices
{
    public static void AddRateLimits(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddSingleton(RateLimitOptions.From(setting));
        services.AddSingleton<RateLimiter>();
    }

    /// <summary>Counts requests once it is known whose they are.</summary>
    public static void UseRateLimits(this IApplicationBuilder app)
    {
        var limiter = app.ApplicationServices.GetRequiredService<RateLimiter>();
        app.Use(next => http => limiter.InvokeAsync(http, next));
    }
}
