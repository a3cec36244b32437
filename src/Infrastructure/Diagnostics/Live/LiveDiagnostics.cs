using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Diagnostics.Live;

/// <inheritdoc/>
internal sealed class LiveDiagnostics(
    IServiceHealth health,
    IConnectionService connections,
    DriverConnections driver,
    StatementLog statements,
    SlowStatements slow,
    TimeProvider clock
) : ILiveDiagnostics
{
    private const int MostSlow = 10;

    public ILiveWatch Watch() => new LiveWatch(this, new MeterCounts(clock));

    private LiveReading Read(MeterCounts counts) =>
        new(
            health.Last,
            connections.Report(),
            driver.Idle(),
            statements.Report(),
            slow.Report(MostSlow),
            counts.RequestCounts,
            counts.AttemptCounts,
            counts.CacheCounts
        );

    private sealed class LiveWatch(LiveDiagnostics diagnostics, MeterCounts counts) : ILiveWatch
    {
        public LiveReading Read() => diagnostics.Read(counts);

        public void Dispose() => counts.Dispose();
    }
}
