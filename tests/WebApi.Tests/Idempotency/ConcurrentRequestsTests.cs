using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using static Enterprise.WebApi.Tests.Idempotency.IdempotencyAssert;

namespace Enterprise.WebApi.Tests.Idempotency;

/// <summary>The same request, sent again before the first one is answered.</summary>
public sealed class ConcurrentRequestsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Of_twenty_at_once_one_is_carried_out()
    {
        var user = await service.RegisterAsync();
        var key = NewKey();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => PostCalls.Trip(user).SendAsync(key))
        );

        answers.ShouldAllBe(answer => answer.Status == 201 || answer.Status == 409);
        answers
            .Where(answer => answer.Status == 201)
            .Select(answer => answer.Text)
            .Distinct()
            .ShouldHaveSingleItem();
        answers
            .Count(answer => answer.Status == 201 && answer.Header("Idempotency-Replayed") is null)
            .ShouldBe(1);
        (await user.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":1}""");
    }

    [Fact]
    public async Task One_that_is_still_running_is_409_with_a_time_to_come_back_and_then_replayed()
    {
        var call = PostCalls.Trip(await service.RegisterAsync());
        var key = NewKey();
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE trips IN SHARE MODE");

        var running = call.SendAsync(key);
        await using var observer = await service.Database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(1);
        var refused = (await call.SendAsync(key)).ShouldBeProblem(409);
        refused.Header("Retry-After").ShouldBe("1");

        await hold.CommitAsync();
        var first = (await running).ShouldBeFirst();
        (await call.SendAsync(key)).ShouldReplay(first);
    }

    [Fact]
    public async Task A_request_that_failed_under_way_leaves_its_key_free()
    {
        var call = PostCalls.Trip(await service.RegisterAsync());
        var key = NewKey();
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE trips IN SHARE MODE");

        // The commands of the service give up after some seconds; nothing of it has been committed.
        (await call.SendAsync(key)).ShouldBeProblem(503);
        await hold.RollbackAsync();

        await using var observer = await service.Database.ConnectAsAdminAsync();
        await observer.UntilIdleAsync();
        (await call.SendAsync(key)).ShouldBeFirst();
    }
}
