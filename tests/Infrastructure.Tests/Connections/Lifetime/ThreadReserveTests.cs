using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Lifetime;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Lifetime;

public sealed class ThreadReserveTests
{
    [Fact]
    public async Task Threads_are_ready_while_several_leases_are_late_and_given_up_when_all_is_calm()
    {
        var clock = new ManualClock();
        await using var services = Nodes.InMemory(clock: clock);
        var reserve = services.GetRequiredService<ThreadReserve>();
        var usual = MinThreads();
        List<ConnectionLease> late = [];

        for (var i = 0; i < ThreadReserve.Suspicious; i++)
        {
            reserve.Look();
            MinThreads().ShouldBe(usual);
            late.Add(await services.Lender().AcquireAsync(ConnectionPurpose.Write));
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        reserve.Look();
        MinThreads().ShouldBe(ThreadReserve.Threads);

        late.ForEach(lease => lease.DisposeAsync().AsTask().IsCompletedSuccessfully.ShouldBeTrue());
        reserve.Look();
        MinThreads().ShouldBe(ThreadReserve.Threads);
        clock.Advance(ThreadReserve.Calm + TimeSpan.FromSeconds(1));
        reserve.Look();
        MinThreads().ShouldBe(usual);
    }

    private static int MinThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out _);

        return workers;
    }
}
