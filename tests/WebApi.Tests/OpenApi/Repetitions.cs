using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Idempotency;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>What a POST answers when it is sent again under its key, but not as it should be.</summary>
internal static class Repetitions
{
    /// <summary>The answer while the first one still runs: it waits for the table of records, which is locked.</summary>
    public static async Task<Answer> WhileRunningAsync(
        Operation operation,
        RunningService service,
        Stage stage
    )
    {
        var key = (IdempotencyAssert.KeyField, IdempotencyAssert.NewKey());
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE idempotency_records IN SHARE MODE");
        var running = stage.CallAsync(operation, key);
        await using var observer = await service.Database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(1);

        var answer = await stage.CallAsync(operation, key);

        await hold.RollbackAsync();
        (await running).ShouldBeFirst();

        return answer;
    }

    /// <summary>The answer to a body that differs from the first one by a blank.</summary>
    public static async Task<Answer> WithAnotherBodyAsync(Operation operation, Stage stage)
    {
        var key = (IdempotencyAssert.KeyField, IdempotencyAssert.NewKey());
        (await stage.CallAsync(operation, key)).ShouldBeFirst();

        return await stage
            .CallerOf(operation)
            .PostAsync(stage.PathOf(operation), $"{operation.Takes!.Value.Example} ", key);
    }
}
