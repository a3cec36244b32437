using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Idempotency;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>What a POST answers when it is sent again under its key, but not as it should be.</summary>
internal static class Repetitions
{
    private static int _count;

    /// <summary>The answer while the first one still runs: it waits for the table of records, which is locked.</summary>
    public static async Task<Answer> WhileRunningAsync(
        Operation operation,
        RunningService service,
        Stage stage
    )
    {
        var post = PostOf(operation, stage);
        var key = IdempotencyAssert.NewKey();
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE idempotency_records IN SHARE MODE");
        var running = post.SendAsync(key);
        await using var observer = await service.Database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(1);

        var answer = await post.SendAsync(key);

        await hold.RollbackAsync();
        (await running).ShouldBeFirst();

        return answer;
    }

    /// <summary>The answer to a body that differs from the first one by a blank.</summary>
    public static async Task<Answer> WithAnotherBodyAsync(Operation operation, Stage stage)
    {
        var post = PostOf(operation, stage);
        var key = IdempotencyAssert.NewKey();
        (await post.SendAsync(key)).ShouldBeFirst();

        return await post.SendOtherAsync(key);
    }

    /// <summary>The document's example, with an address that nobody has.</summary>
    private static PostCall PostOf(Operation operation, Stage stage)
    {
        var body = operation.Takes!.Value.Example.Replace(
            "@",
            $"+{Interlocked.Increment(ref _count)}@",
            StringComparison.Ordinal
        );

        return new PostCall(stage.CallerOf(operation), stage.PathOf(operation), body, $"{body} ");
    }
}
