namespace Enterprise.Infrastructure.Diagnostics.Health;

/// <summary>Says how the service is; it never waits for a connection of a pool.</summary>
public interface IServiceHealth
{
    /// <summary>What was reported last, by whomever it was asked for; null where nobody has yet.</summary>
    HealthReport? Last { get; }

    /// <summary>What keeps the service from serving, in a sentence; null for nothing.</summary>
    Task<string?> ObstacleAsync(CancellationToken cancellationToken);

    /// <summary>All of it.</summary>
    Task<HealthReport> ReportAsync(CancellationToken cancellationToken);
}
