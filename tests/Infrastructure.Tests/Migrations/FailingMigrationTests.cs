using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>A migration that fails leaves nothing behind but what the history tells of it.</summary>
public sealed class FailingMigrationTests : IAsyncLifetime
{
    private MigrationStage _stage = null!;

    public async Task InitializeAsync() => _stage = await MigrationStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Those_before_it_stand_it_is_gone_and_the_next_run_finishes()
    {
        await _stage.UpgradeAsync<Two>();
        await SpoilAsync("ALTER TABLE first ADD COLUMN added text");

        var failure = await FailAsync<Three>();
        (await _stage.TablesAsync()).ShouldBe(["first", "second"]);
        await SpoilAsync("ALTER TABLE first DROP COLUMN added");
        (await _stage.UpgradeAsync<Three>()).Applied.ShouldBe(["20270101000003_Third"]);

        failure.Message.ShouldContain("20270101000003_Third failed: column \"added\"");
        failure.Message.ShouldContain("(SQLSTATE 42701)");
        failure.Message.ShouldContain("Nothing of it was left behind.");
        failure.Message.ShouldContain("--skip NAME --reason");
        (await _stage.HistoryAsync()).ShouldBe([
            "First 1 Started",
            "First 1 Success",
            "Second 1 Started",
            "Second 1 Success",
            "Third 1 Started",
            "Third 1 Failed",
            "Third 2 Started",
            "Third 2 Success",
        ]);
    }

    [Fact]
    public async Task All_or_nothing_is_nothing()
    {
        await using (var owner = await _stage.ConnectAsync())
        {
            await owner.RunAsync("CREATE TABLE third ()");
        }

        await FailAsync<Three>(new() { AllOrNothing = true });

        (await _stage.TablesAsync()).ShouldBe(["third"]);
        (await _stage.EntriesAsync())
            .Select(entry => entry.Error)
            .OfType<string>()
            .ShouldBe([
                "it was rolled back together with 20270101000003_Third",
                "it was rolled back together with 20270101000003_Third",
                "relation \"third\" already exists (SQLSTATE 42P07)",
            ]);
    }

    [Fact]
    public async Task All_or_nothing_is_all()
    {
        (await _stage.UpgradeAsync<Three>(new() { AllOrNothing = true })).Applied.Count.ShouldBe(3);

        (await _stage.TablesAsync()).ShouldBe(["first", "second", "third"]);
        (await _stage.EntriesAsync()).Count(entry => entry.Status is AttemptStatus.Success).ShouldBe(3);
    }

    [Theory]
    [InlineData("ALTER TABLE first ADD COLUMN added text", "42701", "Debug")]
    [InlineData("CREATE TABLE third ()", "42P07", "Debug")]
    [InlineData("ALTER TABLE first RENAME TO other", "42P01", "Warning")]
    [InlineData("CREATE VIEW third AS SELECT 1", "42P07", "Debug")]
    [InlineData("ALTER TABLE first OWNER TO CURRENT_USER", "42501", "Critical")]
    public async Task A_failure_is_told_apart_by_its_state_and_logged_as_loud_as_it_is(
        string spoiled,
        string state,
        string level
    )
    {
        await _stage.UpgradeAsync<Two>();
        await using (var admin = await _stage.Server.ConnectAsAdminAsync())
        {
            await admin.RunAsync(spoiled);
        }

        var failure = await FailAsync<Three>();

        ((PostgresException)failure.InnerException!).SqlState.ShouldBe(state);
        _stage.Log.Lines.ShouldContain(line =>
            line.StartsWith(
                $"{level} 1102 The migration 20270101000003_Third failed",
                StringComparison.Ordinal
            )
        );
    }

    [Theory]
    [InlineData("42804", "Warning", "datatype_mismatch")]
    [InlineData("42703", "Warning", "undefined_column")]
    [InlineData("42710", "Debug", "duplicate_object")]
    public void A_state_has_its_name_and_level(string sqlState, string level, string name)
    {
        var state = ExpectedState.Of(new PostgresException("", "ERROR", "ERROR", sqlState)).ShouldNotBeNull();

        ($"{state.Level}", state.Name).ShouldBe((level, name));
        state.Advice.ShouldNotBeEmpty();
    }

    [Fact]
    public void Any_other_state_is_critical() =>
        ExpectedState
            .LevelOf(new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.DiskFull))
            .ShouldBe(Microsoft.Extensions.Logging.LogLevel.Critical);

    [Fact]
    public async Task What_the_server_said_is_told_without_values_of_rows()
    {
        await _stage.UpgradeAsync<Two>();

        var failure = await FailAsync<WithUnique>();

        failure.Message.ShouldContain("(SQLSTATE 23505)");
        failure.Message.ShouldNotContain("zanzibar");
        (await _stage.EntriesAsync())[^1].Error.ShouldNotBeNull().ShouldNotContain("zanzibar");
    }

    [Fact]
    public async Task Not_even_the_owner_changes_what_the_history_says()
    {
        await _stage.UpgradeAsync<Two>();
        await using var owner = await _stage.ConnectAsync();

        (await owner.RunAsync("UPDATE migration_history SET status = 'failed'")).ShouldBe(0);
        (await owner.RunAsync("DELETE FROM migration_history")).ShouldBe(0);

        (await _stage.EntriesAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_entry_tells_who_ran_what_on_which_server_and_how_long()
    {
        await _stage.UpgradeAsync<Two>();

        var entry = (await _stage.EntriesAsync())[1];

        entry.Actor.ShouldBe(
            $"{Environment.UserName}@{Environment.MachineName} as {_stage.Server.Owner.Username}"
        );
        entry.ApplicationVersion.ShouldNotBeEmpty();
        entry.Server.ShouldMatch(@"^1\d\.");
        entry.Checksum.ShouldNotBeNull().Length.ShouldBe(64);
        entry.DurationMs.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0);
    }

    private async Task SpoilAsync(string sql)
    {
        await using var owner = await _stage.ConnectAsync();
        await owner.RunAsync(sql);
    }

    private Task<MigrationFailedException> FailAsync<TSet>(MigrationOptions? options = null)
        where TSet : MigrationSet =>
        Should.ThrowAsync<MigrationFailedException>(() => _stage.UpgradeAsync<TSet>(options));
}
