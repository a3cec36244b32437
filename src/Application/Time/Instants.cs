namespace Enterprise.Application.Time;

/// <summary>Instants as PostgreSQL keeps them.</summary>
public static class Instants
{
    /// <summary>The present instant in whole microseconds, the resolution of <c>timestamptz</c>.</summary>
    /// <remarks>Without the cut an instant would differ before and after it has been stored.</remarks>
    public static DateTimeOffset GetInstant(this TimeProvider clock) => clock.GetUtcNow().ToInstant();

    /// <summary>The same instant in UTC and whole microseconds.</summary>
    public static DateTimeOffset ToInstant(this DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();

        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
