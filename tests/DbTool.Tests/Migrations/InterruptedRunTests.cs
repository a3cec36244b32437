using System.Diagnostics;
using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Migrations;

/// <summary>A run of five migrations ends in the middle of the third, in one way or another.</summary>
public sealed class InterruptedRunTests : IAsyncLifetime
{
    private const string Third = "20261125141827_IndexIdempotencyRecords";

    /// <summary>Makes the third one hang in the second of its statements.</summary>
    private const string Hang = """
        CREATE FUNCTION hang() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_query() LIKE '%CREATE INDEX ix_idempotency_records_sealed%' THEN
                PERFORM pg_sleep(600);
            END IF;
        END $$;
        CREATE EVENT TRIGGER hang ON ddl_command_start EXECUTE FUNCTION hang();
        """;

    private DbInstallation _installation = null!;

    public async Task InitializeAsync() =>
        _installation = await DbInstallation.MigrateAsync("IndexProviderKeys");

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_killed_runner_leaves_nothing_half_done_and_the_next_run_finishes()
    {
        using var process = await StartHangingAsync();
        process.Kill();
        await process.WaitForExitAsync();

        (await StandingOfThirdAsync()).ShouldBe("tried");
        (await LastAttemptAsync()).ShouldBe("1 started");
        await LetGoAsync();
        (await UpgradeAsync()).ShouldEnd(0);

        (await IndexesAsync()).ShouldBe(2);
        (await LastAttemptAsync()).ShouldBe("2 success");
        (await _installation.RunAsync("history")).Output.ShouldContain("it was interrupted");
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_told_and_the_next_run_finishes()
    {
        using var process = await StartHangingAsync();
        await using (var admin = await _installation.ConnectAsync())
        {
            await admin.RunAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
            );
        }

        (await DbInstallation.EndAsync(process)).ShouldFail("Whether it was committed, db status tells");
        (await IndexesAsync()).ShouldBe(0);
        await LetGoAsync();
        (await UpgradeAsync()).ShouldEnd(0);

        (await IndexesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_lock_that_somebody_else_holds_is_told_with_what_to_do()
    {
        await using var admin = await _installation.ConnectAsync();
        await using var held = await admin.BeginTransactionAsync();
        await admin.RunAsync("LOCK TABLE users IN ROW EXCLUSIVE MODE");

        // The second one refers to the users, and needs a lock on them.
        (await UpgradeAsync("--lock-timeout", "0.1", "--lock-attempts", "2")).ShouldFail("--lock-timeout");
        await held.RollbackAsync();
        (await UpgradeAsync()).ShouldEnd(0);

        (await IndexesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_statement_that_fails_is_told_and_once_that_is_mended_the_next_run_finishes()
    {
        await using var admin = await _installation.ConnectAsync();
        await admin.RunAsync("CREATE TABLE ix_idempotency_records_sealed ()");

        (await UpgradeAsync()).ShouldFail($"The migration {Third} failed");
        (await IndexesAsync()).ShouldBe(0);
        await admin.RunAsync("DROP TABLE ix_idempotency_records_sealed");
        (await UpgradeAsync()).ShouldEnd(0);

        (await IndexesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Five_of_which_the_third_fails_are_none_where_all_or_nothing_was_asked_for()
    {
        await using var admin = await _installation.ConnectAsync();
        await admin.RunAsync("CREATE TABLE ix_idempotency_records_sealed ()");

        (await UpgradeAsync("--all-or-nothing")).ShouldFail($"The migration {Third} failed");

        (await _installation.RunAsync("current")).Output.ShouldBe("20261125135133_IndexProviderKeys");
    }

    private async Task<Process> StartHangingAsync()
    {
        await using var admin = await _installation.ConnectAsync();
        await admin.RunAsync(Hang);
        var process = _installation.Start("upgrade", "--target", "AddAuditLog");
        await admin.UntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep')"
        );

        return process;
    }

    private async Task LetGoAsync()
    {
        await using var admin = await _installation.ConnectAsync();
        await admin.RunAsync("DROP EVENT TRIGGER hang");
    }

    private Task<DbAnswer> UpgradeAsync(params string[] options) =>
        _installation.RunAsync(["upgrade", "--target", "AddAuditLog", .. options]);

    private async Task<string?> StandingOfThirdAsync() =>
        (await _installation.RunAsync("status", "--json"))
            .Json.GetProperty("migrations")
            .EnumerateArray()
            .Single(standing => standing.GetProperty("id").ValueEquals(Third))
            .GetProperty("state")
            .GetString();

    private async Task<string> LastAttemptAsync()
    {
        var last = (await _installation.RunAsync("history", "--json"))
            .Json.EnumerateArray()
            .Last(entry => entry.GetProperty("migration").ValueEquals(Third));

        return $"{last.GetProperty("attempt")} {last.GetProperty("status")}";
    }

    private async Task<long> IndexesAsync()
    {
        await using var admin = await _installation.ConnectAsync();

        return await admin.AskAsync<long>(
            "SELECT count(*) FROM pg_class WHERE relname LIKE 'ix_idempotency_records_%' AND relkind = 'i'"
        );
    }
}
