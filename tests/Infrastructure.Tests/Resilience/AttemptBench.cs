using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Runs work of a test's own by attempts, and counts them.</summary>
internal sealed class AttemptBench(IServiceProvider services)
{
    /// <summary>How often the work was begun.</summary>
    public int Count { get; private set; }

    /// <summary>The leases the attempts had.</summary>
    public List<ConnectionLease> Leases { get; } = [];

    /// <summary>Runs work that is given the number of the attempt, from 1 on.</summary>
    public Task<int> RunAsync(
        Func<int, ConnectionLease, Task> attempt,
        RetryRule? rule = null,
        ConnectionPurpose purpose = Read,
        CancellationToken waiting = default
    ) =>
        services
            .GetRequiredService<AttemptRunner>()
            .RunAsync(
                new Work(
                    "test",
                    purpose,
                    ConnectionMode.Direct,
                    ServerChoice.Primary,
                    rule ?? RetryRule.Read
                ),
                static async (state, lease, _) =>
                {
                    var (bench, attempt) = state;
                    bench.Leases.Add(lease);
                    await attempt(++bench.Count, lease);

                    return bench.Count;
                },
                (this, attempt),
                waiting
            );

    /// <summary>Fails with a state so often, and succeeds then.</summary>
    public Task<int> FailAsync(Exception failure, int times, RetryRule? rule = null) =>
        RunAsync((number, _) => number <= times ? Task.FromException(failure) : Task.CompletedTask, rule);
}
