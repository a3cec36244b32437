using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Diagnostics.Health;

/// <summary>Looks again and again how the service is, shows it as metrics, and tells when it has changed.</summary>
internal sealed class HealthWatch : PeriodicWork
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Health";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(MeterName);
    private readonly IServiceHealth _health;
    private readonly ILogger<HealthWatch> _logger;
    private HealthState _told = HealthState.Healthy;

    public HealthWatch(IServiceHealth health, TimeProvider clock, ILogger<HealthWatch> logger)
        : base(LookEvery, clock, fromTheStart: true)
    {
        (_health, _logger) = (health, logger);
        _meter.CreateObservableGauge(
            "enterprise.health",
            () => Seen(last => (int)last.State),
            description: "0 healthy, 1 degraded, 2 unhealthy."
        );
        _meter.CreateObservableGauge(
            "enterprise.db.migrations.applied",
            () => Counted(counts => counts.Applied),
            "{migration}",
            "The migrations of this build that the database has seen."
        );
        _meter.CreateObservableGauge(
            "enterprise.db.migrations.pending",
            () => Counted(counts => counts.Pending),
            "{migration}",
            "Those that it has not."
        );
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = await _health.ReportAsync(cancellationToken);

        switch (now.State)
        {
            case var same when same == _told:
                return;

            case HealthState.Healthy:
                _logger.ServiceIsHealthy();
                break;

            case HealthState.Degraded:
                _logger.ServiceIsDegraded(string.Join(' ', now.Reasons));
                break;

            default:
                _logger.ServiceIsUnhealthy(string.Join(' ', now.Reasons));
                break;
        }

        _told = now.State;
    }

    /// <summary>Nothing, until the database has answered once.</summary>
    private IEnumerable<Measurement<int>> Counted(Func<MigrationCounts, int> value) =>
        _health.Last is { Migrations: { AreKnown: true } counts }
            ? [new Measurement<int>(value(counts))]
            : [];

    /// <summary>Nothing, until there is something to show.</summary>
    private IEnumerable<Measurement<int>> Seen(Func<HealthReport, int> value) =>
        _health.Last is { } last ? [new Measurement<int>(value(last))] : [];
}
