using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>Which migrations a run applies, notes and takes back.</summary>
public sealed class ChosenMigrationTests : IAsyncLifetime
{
    private MigrationStage _stage = null!;

    public async Task InitializeAsync() => _stage = await MigrationStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("Second")]
    [InlineData("second")]
    [InlineData("20270101000002_Second")]
    public async Task A_target_is_the_last_that_is_applied(string target)
    {
        (await _stage.UpgradeAsync<Three>(new() { Target = target })).Applied.Count.ShouldBe(2);

        (await _stage.TablesAsync()).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task A_name_that_no_migration_has_is_refused_before_anything_is_done()
    {
        foreach (
            var options in (MigrationOptions[])
                [
                    new() { Target = "Fourth" },
                    new() { Skip = ["Fourth"], Reason = "why" },
                    new() { Baseline = "Fourth", Reason = "why" },
                ]
        )
        {
            (
                await Should.ThrowAsync<MigrationRefusedException>(() => _stage.UpgradeAsync<Three>(options))
            ).Message.ShouldContain("no migration 'Fourth'");
        }

        (await _stage.TablesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_skipped_one_is_noted_with_its_reason_and_not_run()
    {
        var result = await _stage.UpgradeAsync<Three>(new() { Skip = ["Second"], Reason = "made by hand" });

        result.Skipped.ShouldBe(["20270101000002_Second"]);
        (await _stage.TablesAsync()).ShouldBe(["first", "third"]);
        var skipped = (await _stage.EntriesAsync()).Single(entry => entry.Status is AttemptStatus.Skipped);
        (skipped.Migration, skipped.Reason).ShouldBe(("20270101000002_Second", "made by hand"));
        (await _stage.UpgradeAsync<Three>()).Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attempt_that_is_interrupted_is_told_so_also_where_it_was_skipped_once()
    {
        await _stage.UpgradeAsync<Three>(new() { Skip = ["Third"], Reason = "made by hand" });
        await using (var owner = await _stage.ConnectAsync())
        {
            // What a killed runner leaves behind: taken back meanwhile, it had begun to apply it for the first time.
            await owner.RunAsync(
                """
                DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%Third';
                INSERT INTO migration_history (migration, direction, attempt, status, actor, application_version, server)
                VALUES ('20270101000003_Third', 'up', 1, 'started', 'a', '1', '17')
                """
            );
        }

        await _stage.UpgradeAsync<Three>();

        (await _stage.HistoryAsync())
            .TakeLast(4)
            .ShouldBe(["Third 1 Started", "Third 1 Failed", "Third 2 Started", "Third 2 Success"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Nothing_is_skipped_without_a_reason(string? reason) =>
        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                _stage.UpgradeAsync<Three>(new() { Skip = ["Second"], Reason = reason })
            )
        ).Message.ShouldContain("--reason");

    [Fact]
    public async Task A_baseline_takes_all_up_to_it_for_applied()
    {
        await using (var owner = await _stage.ConnectAsync())
        {
            await owner.RunAsync("CREATE TABLE first (id int, name text)");
        }

        var result = await _stage.UpgradeAsync<Three>(new() { Baseline = "Second", Reason = "from before" });

        result.Skipped.Count.ShouldBe(2);
        result.Applied.ShouldBe(["20270101000003_Third"]);
    }

    [Fact]
    public async Task A_preview_is_the_SQL_and_changes_nothing()
    {
        var runner = _stage.RunnerOf<WithConcurrent>();

        var sql = await runner.PreviewUpgradeAsync(new(), CancellationToken.None);

        sql.ShouldContain("-- 20270101000001_First up\nCREATE TABLE first (id int PRIMARY KEY, name text);");
        sql.ShouldContain(
            "-- 20270101000004_Concurrent up, outside of a transaction\nCREATE INDEX CONCURRENTLY"
        );
        sql.ShouldContain("INSERT INTO \"__EFMigrationsHistory\"");
        (await _stage.TablesAsync()).ShouldBeEmpty();
        (await _stage.EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_newest_is_taken_back_unless_another_one_is_named()
    {
        await _stage.UpgradeAsync<WithConcurrent>();

        await DownAsync(to: null);
        (await _stage.TablesAsync()).ShouldBe(["first", "second"]);
        await DownAsync("First");
        (await _stage.TablesAsync()).ShouldBe(["first"]);
        await DownAsync("0");

        (await _stage.TablesAsync()).ShouldBeEmpty();
        (await _stage.HistoryAsync())
            .TakeLast(4)
            .ShouldBe(["Second 1 Started", "Second 1 Success", "First 1 Started", "First 1 Success"]);
        (await _stage.UpgradeAsync<WithConcurrent>()).Applied.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("0", "20270101000003_Third", "the column first.added")]
    [InlineData("First", "20270101000003_Third", "the column first.added")]
    public async Task What_loses_data_is_not_taken_back_unless_that_is_allowed(
        string to,
        string migration,
        string what
    )
    {
        await _stage.UpgradeAsync<Three>();

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(() =>
            _stage.RunnerOf<Three>().DowngradeAsync(to, new(), progress: null, CancellationToken.None)
        );

        refusal.Message.ShouldContain($"{migration} loses data: {what}");
        refusal.Message.ShouldContain("--allow-data-loss");
        (await _stage.TablesAsync()).ShouldBe(["first", "second", "third"]);
    }

    private Task<MigrationResult> DownAsync(string? to) =>
        _stage
            .RunnerOf<WithConcurrent>()
            .DowngradeAsync(to, new() { AllowDataLoss = true }, progress: null, CancellationToken.None);
}
