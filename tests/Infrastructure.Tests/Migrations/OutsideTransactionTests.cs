using Enterprise.Infrastructure.Migrations;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>Migrations that cannot be in a transaction, interrupted where they can be.</summary>
public sealed class OutsideTransactionTests : IAsyncLifetime
{
    private MigrationStage _stage = null!;

    public async Task InitializeAsync() => _stage = await MigrationStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task One_that_says_so_is_run_alone_between_those_that_are_in_one()
    {
        (await _stage.UpgradeAsync<WithConcurrent>()).Applied.Count.ShouldBe(4);

        (await IsValidAsync("ix_first_name")).ShouldBe(true);
    }

    [Fact]
    public async Task It_waits_for_older_transactions_longer_than_any_lock_timeout()
    {
        await _stage.UpgradeAsync<Two>();
        await using var older = await _stage.ConnectAsync();
        var transaction = await older.BeginTransactionAsync();
        await older.RunAsync("UPDATE first SET name = 'x' WHERE id = 1");

        var upgrade = _stage.UpgradeAsync<WithConcurrent>(
            new() { LockTimeout = TimeSpan.FromMilliseconds(50), LockAttempts = 1 }
        );
        await UntilAsync("SELECT EXISTS (SELECT FROM pg_stat_progress_create_index)");
        await Task.Delay(300);
        upgrade.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();

        (await upgrade).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_index_that_an_interrupted_build_left_invalid_is_built_anew()
    {
        await _stage.UpgradeAsync<Two>();
        var failure = await Should.ThrowAsync<MigrationFailedException>(() =>
            _stage.UpgradeAsync<WithUnique>()
        );
        (await IsValidAsync("ix_first_unique")).ShouldBe(false);
        failure.Message.ShouldContain("the next run goes on from there");
        await using var owner = await _stage.ConnectAsync();
        await owner.RunAsync("UPDATE first SET name = id");

        (await _stage.UpgradeAsync<WithUnique>()).Applied.ShouldBe(["20270101000005_Unique"]);

        (await IsValidAsync("ix_first_unique")).ShouldBe(true);
    }

    [Fact]
    public async Task An_index_that_was_built_and_not_noted_is_noted()
    {
        await _stage.UpgradeAsync<Two>();
        await Should.ThrowAsync<MigrationFailedException>(() => _stage.UpgradeAsync<WithUnique>());
        await using var owner = await _stage.ConnectAsync();
        await owner.RunAsync("UPDATE first SET name = id; REINDEX INDEX ix_first_unique");

        await _stage.UpgradeAsync<WithUnique>();

        (await _stage.HistoryAsync())[^1].ShouldBe("Unique 2 Success");
    }

    [Fact]
    public async Task An_index_that_is_there_for_another_reason_is_no_success()
    {
        await _stage.UpgradeAsync<Two>();
        await using var owner = await _stage.ConnectAsync();
        await owner.RunAsync("CREATE INDEX ix_first_name ON first (id)");

        (
            await Should.ThrowAsync<MigrationFailedException>(() => _stage.UpgradeAsync<WithConcurrent>())
        ).Message.ShouldContain("(SQLSTATE 42P07)");
    }

    [Fact]
    public async Task Invalid_indexes_of_any_origin_are_rebuilt_by_an_upgrade()
    {
        await _stage.UpgradeAsync<Two>();
        await using var owner = await _stage.ConnectAsync();
        await Should.ThrowAsync<PostgresException>(() =>
            owner.RunAsync("CREATE UNIQUE INDEX CONCURRENTLY by_hand ON first (name)")
        );
        (
            await Should.ThrowAsync<MigrationFailedException>(() => _stage.UpgradeAsync<Two>())
        ).Message.ShouldContain("The index by_hand is invalid and cannot be rebuilt");
        await owner.RunAsync("UPDATE first SET name = id");

        (await _stage.UpgradeAsync<Two>()).RebuiltIndexes.ShouldContain("by_hand");

        (await IsValidAsync("by_hand")).ShouldBe(true);
        (await owner.AskAsync<long>("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_mixes_both_or_does_not_say_so_is_refused()
    {
        foreach (var upgrade in (Func<Task>[])[Upgrade<WithMixed>, Upgrade<WithUnsaid>])
        {
            (await Should.ThrowAsync<MigrationRefusedException>(upgrade)).Message.ShouldContain(
                "[OutsideTransaction]"
            );
        }

        (await _stage.TablesAsync()).ShouldBeEmpty();

        Task Upgrade<TSet>()
            where TSet : MigrationSet => _stage.UpgradeAsync<TSet>();
    }

    [Fact]
    public async Task It_cannot_be_part_of_all_or_nothing()
    {
        var refusal = await Should.ThrowAsync<MigrationRefusedException>(() =>
            _stage.UpgradeAsync<WithConcurrent>(new() { AllOrNothing = true })
        );

        refusal.Message.ShouldContain("20270101000004_Concurrent cannot be in a transaction");
        (await _stage.TablesAsync()).ShouldBeEmpty();
    }

    private async Task<bool?> IsValidAsync(string index)
    {
        await using var owner = await _stage.ConnectAsync();

        return
            (
                await owner.ListAsync<bool>(
                    "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)",
                    index
                )
            )
                is [var isValid]
            ? isValid
            : null;
    }

    private async Task UntilAsync(string condition)
    {
        await using var admin = await _stage.Server.ConnectAsAdminAsync();
        await admin.UntilAsync(condition);
    }
}
