using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.WebApi.Http;

/// <summary>Begins the time in which a request must have its answer.</summary>
internal static class RequestBudget
{
    public static void UseRequestBudget(this IApplicationBuilder app)
    {
        var budget = app.ApplicationServices.GetRequiredService<PoolOptions>().RequestBudget;
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();

        app.Use(
            (http, next) =>
            {
                RequestScope.Begin(budget, clock);

                return next(http);
            }
        );
    }

    /// <summary>Reads from the client, whose time is not counted.</summary>
    public static async Task<T> UncountedAsync<T>(HttpContext http, Task<T> reading)
    {
        if (reading.IsCompleted)
        {
            return await reading;
        }

        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var since = clock.GetTimestamp();

        try
        {
            return await reading;
        }
        finally
        {
            RequestScope.Current?.Extend(clock.GetElapsedTime(since));
        }
    }
}
