using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.Lint;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Tests.Migrations.Lint;

/// <summary>Each danger is found with its safe way, and what is safe is left alone.</summary>
public sealed class LintTests
{
    [Theory]
    [InlineData("create-index", "CREATE INDEX ix ON trips (title)")]
    [InlineData("create-index", "CREATE UNIQUE INDEX ix ON trips (title)")]
    [InlineData("set-not-null", "ALTER TABLE trips ALTER COLUMN rating SET NOT NULL")]
    [InlineData("change-type", "ALTER TABLE trips ALTER COLUMN title TYPE varchar(10)")]
    [InlineData("change-type", "ALTER TABLE trips ALTER title SET DATA TYPE json USING title::json")]
    [InlineData("add-constraint", "ALTER TABLE trips ADD CONSTRAINT ck CHECK (rating > 0)")]
    [InlineData("add-constraint", "ALTER TABLE trips ADD FOREIGN KEY (user_id) REFERENCES users (id)")]
    [InlineData("drop", "DROP TABLE IF EXISTS trips")]
    [InlineData("drop", "ALTER TABLE trips DROP COLUMN title")]
    [InlineData("drop", "TRUNCATE trips")]
    [InlineData("change-rows", "UPDATE trips SET title = upper(title)")]
    [InlineData("change-rows", "SELECT 1; DELETE FROM trips WHERE title = ''")]
    [InlineData("lock", "LOCK TABLE trips")]
    [InlineData("lock", "VACUUM FULL trips")]
    [InlineData("lock", "REINDEX TABLE trips")]
    public void Dangerous_SQL_is_found(string rule, string sql) =>
        Check(migration => migration.Sql(sql)).Select(finding => finding.Rule).ShouldBe([rule]);

    [Theory]
    [InlineData("CREATE INDEX ix ON fresh (name)")]
    [InlineData("ALTER TABLE fresh ALTER COLUMN name SET NOT NULL")]
    [InlineData("UPDATE fresh SET name = upper(name)")]
    [InlineData("DROP TABLE fresh")]
    [InlineData("ALTER TABLE trips ADD CONSTRAINT ck CHECK (rating > 0) NOT VALID")]
    [InlineData("ALTER TABLE trips VALIDATE CONSTRAINT ck")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE trips SET title = '' $$")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $x$ DROP TABLE trips $x$")]
    [InlineData("CREATE POLICY p ON trips FOR DELETE USING (true)")]
    [InlineData("GRANT UPDATE ON trips TO somebody")]
    public void Harmless_SQL_is_left_alone(string sql) =>
        Check(migration => migration.Sql(sql)).ShouldBeEmpty();

    [Fact]
    public void Dangerous_operations_are_found() =>
        Check(migration =>
            {
                migration.CreateIndex("ix", "trips", "title");
                migration.DropIndex("ix", "trips");
                migration.AddColumn<int>("a", "trips", nullable: false);
                migration.AddColumn<Guid>(
                    "b",
                    "trips",
                    nullable: false,
                    defaultValueSql: "gen_random_uuid()"
                );
                migration.AddColumn<int>("c", "trips", computedColumnSql: "travelers + 1", stored: true);
                migration.AlterColumn<string>(
                    "d",
                    "trips",
                    "text",
                    nullable: false,
                    oldType: "text",
                    oldNullable: true
                );
                migration.AlterColumn<long>("e", "trips", "bigint", oldType: "integer");
                migration.AlterColumn<string>("f", "trips", "varchar(10)", oldType: "text");
                migration.AddForeignKey("fk", "trips", "user_id", "users");
                migration.AddCheckConstraint("ck", "trips", "travelers > 0");
                migration.AddUniqueConstraint("uq", "trips", "title");
                migration.AddPrimaryKey("pk", "trips", "id");
                migration.DropColumn("g", "trips");
                migration.DropTable("users");
                migration.RenameColumn("h", "trips", "i");
                migration.RenameTable("users", newName: "people");
            })
            .Select(finding => finding.Rule)
            .ShouldBe([
                "create-index",
                "drop-index",
                "add-column",
                "add-column",
                "add-column",
                "set-not-null",
                "change-type",
                "change-type",
                "add-constraint",
                "add-constraint",
                "add-unique",
                "add-unique",
                "drop",
                "drop",
                "rename",
                "rename",
            ]);

    [Fact]
    public void Harmless_operations_are_left_alone() =>
        Check(migration =>
            {
                migration.CreateTable("other", table => new { id = table.Column<int>() });
                migration.CreateIndex("ix", "other", "id");
                migration.AddColumn<string>("a", "trips", nullable: true);
                migration.AddColumn<int>("b", "trips", nullable: false, defaultValue: 1);
                migration.AddColumn<DateTimeOffset>("c", "trips", nullable: false, defaultValueSql: "now()");
                migration.AlterColumn<string>("d", "trips", "varchar(20)", oldType: "varchar(10)");
                migration.AlterColumn<string>("e", "trips", "text", oldType: "character varying(10)");
                migration.AlterColumn<string>("f", "trips", "text", nullable: true, oldType: "text");
                migration.DropColumn("id", "other");
            })
            .ShouldBeEmpty();

    [Fact]
    public void A_finding_names_what_it_does_to_whom_and_the_safe_way()
    {
        var finding = Check(migration => migration.CreateIndex("ix", "trips", "title"))
            .ShouldHaveSingleItem();

        finding.Migration.ShouldBe("20270201000002_Linted");
        finding.Danger.ShouldBe("building ix keeps every change of trips waiting until it is done");
        finding.SafeWay.ShouldContain("CREATE INDEX CONCURRENTLY");
        finding.SafeWay.ShouldContain("[OutsideTransaction]");
    }

    [Fact]
    public void A_migration_is_exempted_from_the_rule_that_it_names_and_from_no_other() =>
        Check<ExemptedSet>().Select(finding => finding.Rule).ShouldBe(["drop"]);

    [Fact]
    public void The_migrations_of_the_product_are_harmless_to_an_empty_database()
    {
        using var db = MigrationContext.Create("Host=127.0.0.1", new TlsOptions());
        var scripts = new MigrationScripts(db);

        MigrationLint.Check(scripts, scripts.Ids).ShouldBeEmpty();
    }

    private static IReadOnlyList<LintFinding> Check(Action<MigrationBuilder> statements)
    {
        Linted.Statements.Value = statements;

        return Check<LintedSet>();
    }

    private static IReadOnlyList<LintFinding> Check<TSet>()
        where TSet : MigrationSet
    {
        using var db = MigrationContext.Create(
            "Host=127.0.0.1",
            new TlsOptions(),
            options => options.ReplaceService<IMigrationsAssembly, TSet>()
        );
        var scripts = new MigrationScripts(db);

        return MigrationLint.Check(scripts, scripts.Ids);
    }
}
