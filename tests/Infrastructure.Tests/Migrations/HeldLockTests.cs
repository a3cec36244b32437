using System.Diagnostics;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>Somebody else holds a lock that a migration needs.</summary>
public sealed class HeldLockTests : IAsyncLifetime
{
    private static readonly MigrationOptions Impatient = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(100),
        LockAttempts = 2,
    };

    private MigrationStage _stage = null!;

    public async Task InitializeAsync() => _stage = await MigrationStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task It_comes_again_and_is_done_once_the_lock_is_free()
    {
        await _stage.UpgradeAsync<Two>();
        await using var holder = await _stage.ConnectAsync();
        await using var held = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM first");

        var upgrade = _stage.UpgradeAsync<Three>(Impatient with { LockAttempts = 10 });
        await UntilLoggedAsync("The migration 20270101000003_Third did not get a lock, attempt 1/10");
        await held.RollbackAsync();

        (await upgrade).Applied.ShouldBe(["20270101000003_Third"]);
        (await _stage.HistoryAsync()).ShouldContain("Third 1 Failed");
    }

    [Fact]
    public async Task It_gives_up_in_the_end_with_nothing_done_and_says_what_to_do()
    {
        await _stage.UpgradeAsync<Two>();
        await using var holder = await _stage.ConnectAsync();
        await using var held = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM first");

        var failure = await Should.ThrowAsync<MigrationFailedException>(() =>
            _stage.UpgradeAsync<Three>(Impatient)
        );

        failure.Message.ShouldContain("(SQLSTATE 55P03)");
        failure.Message.ShouldContain("--lock-timeout");
        (await _stage.TablesAsync()).ShouldBe(["first", "second"]);
        (await _stage.EntriesAsync()).Count(entry => entry.Status is AttemptStatus.Failed).ShouldBe(2);
    }

    [Fact]
    public async Task Another_run_waits_for_the_one_before_however_long_that_takes()
    {
        await _stage.UpgradeAsync<Two>();
        await using var holder = await _stage.ConnectAsync();
        var held = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM first");
        var first = _stage.UpgradeAsync<Three>(new() { LockTimeout = TimeSpan.FromMinutes(1) });
        await holder.UntilAsync(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'first'::regclass)"
        );
        var second = _stage.UpgradeAsync<Three>(Impatient);

        await Task.WhenAny(second, Task.Delay(500));
        second.IsCompleted.ShouldBeFalse();
        await held.RollbackAsync();

        (await first).Applied.Count.ShouldBe(1);
        (await second).Applied.ShouldBeEmpty();
    }

    private async Task UntilLoggedAsync(string text)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20); )
        {
            if (_stage.Log.Text.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException(_stage.Log.Text);
    }
}
