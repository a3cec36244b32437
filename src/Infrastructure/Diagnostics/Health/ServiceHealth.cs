using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Health;

/// <inheritdoc/>
internal sealed class ServiceHealth(
    SchemaStatus schema,
    IConnectionService connections,
    DriverConnections driver,
    DiagnosticsOptions options,
    TimeProvider clock
) : IServiceHealth
{
    private const string NoDatabase = "The primary database does not answer.";
    private const string Closed = "closed";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);

    private MigrationCounts _lastCounts;

    public HealthReport? Last { get; private set; }

    public async Task<string?> ObstacleAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTime);

        try
        {
            // No token bounds the driver's own waiting.
            _lastCounts = await schema.CountAsync(limit.Token).WaitAsync(limit.Token);

            return _lastCounts.Pending == 0 ? null : $"{_lastCounts.Pending} migrations are pending.";
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or TimeoutException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            // Whoever asks no more is told nothing of the database.
            cancellationToken.ThrowIfCancellationRequested();

            return NoDatabase;
        }
    }

    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken) =>
        Last = ReportOf(await ObstacleAsync(cancellationToken));

    private HealthReport ReportOf(string? obstacle)
    {
        var report = connections.Report();
        string[] reasons = [.. ReasonsIn(report)];

        return new(
            obstacle is not null ? HealthState.Unhealthy
                : reasons.Length > 0 ? HealthState.Degraded
                : HealthState.Healthy,
            report,
            driver.Idle(),
            _lastCounts,
            obstacle,
            obstacle is null ? reasons : [obstacle, .. reasons],
            clock.GetUtcNow()
        );
    }

    private IEnumerable<string> ReasonsIn(ConnectionReport report) =>
        [
            .. report
                .Circuits.Where(circuit => !string.Equals(circuit.State, Closed, StringComparison.Ordinal))
                .Select(circuit => $"The circuit to {circuit.Target} is {circuit.State}."),
            .. report
                .Pools.Where(pool => pool.UtilizationPercent >= options.CriticalPercent && pool.Waiting > 0)
                .Select(pool => $"The pool {pool.Name} is full, and {pool.Waiting} callers wait."),
            .. report
                .Standbys.Where(standby => !standby.IsUsed)
                .Select(standby =>
                    standby.IsUp
                        ? $"The standby {standby.Name} is too far behind."
                        : $"The server {standby.Name} does not answer."
                ),
        ];
}
