using Enterprise.Infrastructure.Connections.Pools;

namespace Enterprise.Infrastructure.Tests.Connections.Pools;

public sealed class BulkheadTests
{
    private static readonly TimeSpan Ages = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_lets_in_as_many_as_it_is_wide_and_the_next_one_waits()
    {
        using var bulkhead = new Bulkhead(2);

        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
        var third = bulkhead.EnterAsync(Ages, default).AsTask();

        (bulkhead.Width, bulkhead.FullWidth, bulkhead.Busy, bulkhead.Waiting).ShouldBe((2, 2, 2, 1));
        third.IsCompleted.ShouldBeFalse();

        bulkhead.Leave();
        (await third).ShouldBeTrue();
        (bulkhead.Busy, bulkhead.Waiting).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Who_has_no_patience_left_is_turned_away_and_leaves_no_trace()
    {
        using var bulkhead = await FullAsync(1);

        (await bulkhead.EnterAsync(TimeSpan.FromMilliseconds(1), default)).ShouldBeFalse();

        (bulkhead.Busy, bulkhead.Waiting).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Who_cancels_waits_no_longer_and_takes_no_place()
    {
        using var bulkhead = await FullAsync(1);
        using var request = new CancellationTokenSource();
        var waiting = bulkhead.EnterAsync(Ages, request.Token).AsTask();

        await request.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        (bulkhead.Busy, bulkhead.Waiting).ShouldBe((1, 0));
        bulkhead.Leave();
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_queue_that_is_full_the_last_one_is_turned_away_at_once()
    {
        using var bulkhead = await FullAsync(1);
        var queue = Enumerable
            .Range(0, Bulkhead.WaitingPerPlace)
            .Select(_ => bulkhead.EnterAsync(Ages, default).AsTask())
            .ToArray();

        var last = bulkhead.EnterAsync(Ages, default);

        last.IsCompletedSuccessfully.ShouldBeTrue();
        (await last).ShouldBeFalse();
        bulkhead.Waiting.ShouldBe(Bulkhead.WaitingPerPlace);
        await LeaveOneByOneAsync(bulkhead, queue);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(9, 4)]
    public void Its_width_stays_between_one_and_its_full_width(int wanted, int width)
    {
        using var bulkhead = new Bulkhead(4);

        bulkhead.Resize(wanted);

        bulkhead.Width.ShouldBe(width);
    }

    [Fact]
    public async Task Made_narrower_while_busy_it_keeps_those_inside_and_lets_in_fewer_after_them()
    {
        using var bulkhead = await FullAsync(4);

        bulkhead.Resize(2);

        (bulkhead.Width, bulkhead.Busy).ShouldBe((2, 4));
        bulkhead.Leave();
        bulkhead.Leave();
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeFalse();
        bulkhead.Leave();
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
        bulkhead.Busy.ShouldBe(2);
    }

    [Fact]
    public async Task Made_wider_again_it_takes_back_what_it_had_not_taken_away_yet()
    {
        using var bulkhead = await FullAsync(4);
        bulkhead.Resize(1);
        bulkhead.Leave();

        bulkhead.Resize(3);

        bulkhead.Busy.ShouldBe(3);
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeFalse();
        bulkhead.Leave();
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Made_wider_it_lets_in_those_who_wait()
    {
        using var bulkhead = new Bulkhead(2);
        bulkhead.Resize(1);
        await bulkhead.EnterAsync(TimeSpan.Zero, default);
        var waiting = bulkhead.EnterAsync(Ages, default).AsTask();

        bulkhead.Resize(2);

        (await waiting).ShouldBeTrue();
        bulkhead.Busy.ShouldBe(2);
    }

    [Fact]
    public async Task Places_are_neither_lost_nor_made_while_many_come_and_go_and_its_width_changes()
    {
        using var bulkhead = new Bulkhead(4);
        var (inside, most) = (0, 0);

        var callers = Enumerable.Range(0, 16).Select(_ => Task.Run(ComeAndGoAsync)).ToArray();
        for (var width = 0; !Task.WhenAll(callers).IsCompleted; width++)
        {
            bulkhead.Resize(1 + (width % 4));
            await Task.Yield();
        }

        await Task.WhenAll(callers);
        bulkhead.Resize(4);

        most.ShouldBeLessThanOrEqualTo(4);
        (bulkhead.Busy, bulkhead.Waiting, bulkhead.Width).ShouldBe((0, 0, 4));
        using var full = await FullAsync(4, bulkhead);
        (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeFalse();

        async Task ComeAndGoAsync()
        {
            for (var i = 0; i < 500; i++)
            {
                (await bulkhead.EnterAsync(Ages, default)).ShouldBeTrue();
                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                bulkhead.Leave();
            }
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static async Task<Bulkhead> FullAsync(int width, Bulkhead? bulkhead = null)
    {
        bulkhead ??= new Bulkhead(width);

        for (var i = 0; i < width; i++)
        {
            (await bulkhead.EnterAsync(TimeSpan.Zero, default)).ShouldBeTrue();
        }

        return bulkhead;
    }

    private static async Task LeaveOneByOneAsync(Bulkhead bulkhead, Task<bool>[] queue)
    {
        foreach (var one in queue)
        {
            bulkhead.Leave();
            (await one).ShouldBeTrue();
        }
    }
}
