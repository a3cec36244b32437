using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Migrations;

/// <summary>What the commands say, in a pipe and as JSON, and how they end.</summary>
public sealed class MigrationCommandTests : IAsyncLifetime
{
    private const string Newest = "20261126115214_AddSearchHistory";
    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.SetUpAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_database_that_is_up_to_date_is_told_so_by_all()
    {
        var current = (await _db.RunAsync("current")).ShouldEnd(0).Output;

        (await _db.RunAsync("current", "--json")).Json.GetProperty("current").GetString().ShouldBe(current);
        (await _db.RunAsync("status", "--check"))
            .ShouldEnd(0)
            .Output.ShouldEndWith("The database is up to date.");
        (await _db.RunAsync("upgrade")).ShouldEnd(0).Output.ShouldBe("Nothing was pending.");
        (await _db.RunAsync("upgrade", "--dry-run")).ShouldEnd(0).Output.ShouldBe("-- nothing is pending");
        (await _db.RunAsync("lint")).ShouldEnd(0).Output.ShouldBe("Nothing dangerous was found.");
    }

    [Fact]
    public async Task What_is_pending_is_told_previewed_and_applied()
    {
        var taken = (await _db.RunAsync("downgrade", "--to", "IndexAuditLog", "--allow-data-loss")).ShouldEnd(
            0
        );
        taken.Output.ShouldContain($"took back {Newest}");

        (await _db.RunAsync("status", "--check")).ShouldEnd(3).Output.ShouldContain("db upgrade");
        var verdict = (await _db.RunAsync("verify")).ShouldEnd(3);
        verdict.Output.ShouldContain($"{Newest} is pending");
        verdict.Output.ShouldContain("→ db upgrade");
        verdict.Output.ShouldContain("it is not compared while migrations are pending");
        var preview = (await _db.RunAsync("upgrade", "--dry-run")).ShouldEnd(0);
        preview.Output.ShouldContain("CREATE TABLE search_history");
        (await _db.RunAsync("status", "--check")).ShouldEnd(3);
        var upgrade = (await _db.RunAsync("upgrade", "--json")).ShouldEnd(0);

        upgrade
            .Json.GetProperty("applied")
            .EnumerateArray()
            .Select(id => id.GetString())
            .ShouldContain(Newest);
        (await _db.RunAsync("verify")).ShouldEnd(0);
    }

    [Fact]
    public async Task What_loses_data_is_refused_and_says_how_it_is_done_all_the_same()
    {
        (await _db.RunAsync("downgrade", "--to", "IndexAuditLog")).ShouldFail("--allow-data-loss");

        (await _db.RunAsync("status", "--check")).ShouldEnd(0);
    }

    [Fact]
    public async Task A_skipped_migration_is_noted_with_its_reason()
    {
        (await _db.RunAsync("downgrade", "--to", "IndexAuditLog", "--allow-data-loss")).ShouldEnd(0);
        (await _db.RunAsync("upgrade", "--skip", "AddSearchHistory")).ShouldFail("--reason");

        (await _db.RunAsync("upgrade", "--skip", "AddSearchHistory", "--reason", "not wanted here"))
            .ShouldEnd(0)
            .Output.ShouldContain($"skipped {Newest}");
        (await TakeBackAndSkipAsync()).Output.ShouldEndWith("Applied 0, skipped 1.");

        (await _db.RunAsync("status")).Output.ShouldContain("skipped");
        (await _db.RunAsync("history")).Output.ShouldContain("not wanted here");
        (await _db.RunAsync("verify"))
            .ShouldEnd(3)
            .Output.ShouldContain("the table search_history is missing");
    }

    [Fact]
    public async Task An_upgrade_to_an_early_migration_needs_no_table_of_a_later_one()
    {
        (await _db.RunAsync("downgrade", "--to", "0", "--allow-data-loss")).ShouldEnd(0);

        (await _db.RunAsync("upgrade", "--target", "AddTripStops", "--all-or-nothing")).ShouldEnd(0);
        (await _db.RunAsync("upgrade")).ShouldEnd(0);

        (await _db.RunAsync("verify")).ShouldEnd(0);
    }

    [Fact]
    public async Task An_upgrade_that_fails_in_the_middle_leaves_no_secret_for_reports_to_see()
    {
        (await _db.RunAsync("downgrade", "--to", "0", "--allow-data-loss")).ShouldEnd(0);
        await using var connection = await _db.ConnectAsync();
        await connection.RunAsync("CREATE TABLE search_history ()");

        (await _db.RunAsync("upgrade")).ShouldFail("AddSearchHistory");

        (await SeenByReportsAsync("trips")).ShouldBe(1);
        (await SeenByReportsAsync("api_keys")).ShouldBe(0);

        Task<long> SeenByReportsAsync(string table) =>
            connection.AskAsync<long>(
                """
                SELECT count(*) FROM pg_class, aclexplode(relacl) AS access JOIN pg_roles ON pg_roles.oid = grantee
                WHERE relname = $1 AND rolname LIKE '%\_readonly' AND privilege_type = 'SELECT'
                """,
                table
            );
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_named_each_by_its_check()
    {
        await using var admin = await _db.ConnectAsync();
        await admin.RunAsync(
            """
            DROP INDEX ix_trips_user_id_created_at_id;
            ALTER TABLE trips ALTER title TYPE varchar(300);
            ALTER TABLE trips ADD fresh int;
            ALTER TABLE trip_stops DISABLE ROW LEVEL SECURITY;
            CREATE TABLE fresh (user_id uuid);
            DROP EXTENSION vector CASCADE;
            """
        );

        var findings = (await _db.RunAsync("verify", "--json"))
            .ShouldEnd(3)
            .Json.GetProperty("findings")
            .EnumerateArray()
            .Select(finding => $"{finding.GetProperty("check")}: {finding.GetProperty("finding")}")
            .ToArray();

        foreach (
            var told in (string[])
                [
                    "schema: the index ix_trips_user_id_created_at_id of trips is missing",
                    "schema: the column trips.title is 'character varying(300) not null'",
                    "schema: the column trips.fresh is unknown to this build",
                    "schema: the table trip_stops is 'no row security'",
                    "policies: the table trip_stops has an owner's column",
                    "policies: the table fresh has an owner's column",
                    "extensions: the extension vector is missing",
                ]
        )
        {
            findings.ShouldContain(finding => finding.StartsWith(told, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_migration_of_a_newer_release_is_told()
    {
        await using var admin = await _db.ConnectAsync();
        await admin.RunAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('2099_Later', '11')");

        (await _db.RunAsync("verify"))
            .ShouldEnd(3)
            .Output.ShouldContain("2099_Later was applied and is unknown");
        (await _db.RunAsync("status", "--check")).ShouldEnd(3).Output.ShouldContain("newer release");
        (await _db.RunAsync("downgrade")).ShouldFail("2099_Later was applied and is unknown to this build");
    }

    [Fact]
    public async Task More_connections_than_the_server_has_are_told_with_the_setting()
    {
        _db.Settings["Database__Instances"] = "1000";

        (await _db.RunAsync("verify")).ShouldEnd(3).Output.ShouldContain("→ Database__MaxConnections=");
    }

    [Fact]
    public async Task A_dangerous_migration_is_refused_by_lint_with_the_safe_way()
    {
        var findings = (await _db.RunAsync("lint", "--since", "AddAuditLog")).ShouldEnd(3);

        findings.Output.ShouldContain("create-index: building ix_audit_entries_actor_id_at_id");
        findings.Output.ShouldContain("CREATE INDEX CONCURRENTLY");
        (await _db.RunAsync("lint", "--since", "Nothing")).ShouldFail("There is no migration 'Nothing'");
    }

    [Theory]
    [InlineData("x1")]
    [InlineData("add-things")]
    [InlineData("Add Things")]
    [InlineData("../Escape")]
    public async Task A_name_that_is_none_for_a_migration_is_refused(string name) =>
        (await _db.RunAsync("create", name)).ShouldFail("PascalCase");

    private async Task<DbAnswer> TakeBackAndSkipAsync()
    {
        (await _db.RunAsync("downgrade")).ShouldEnd(0);

        return (
            await _db.RunAsync("upgrade", "--skip", "IndexDestinationModels", "--reason", "by hand")
        ).ShouldEnd(0);
    }
}
