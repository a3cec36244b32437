using Enterprise.Infrastructure.Migrations.Lint;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Tests.Migrations.Lint;

/// <summary>A migration whose statements the test gives.</summary>
[Migration("20270201000002_Linted")]
internal sealed class Linted : Migration
{
    public static readonly AsyncLocal<Action<MigrationBuilder>> Statements = new();

    protected override void Up(MigrationBuilder migrationBuilder) => Statements.Value!(migrationBuilder);
}

/// <summary>The same, exempted from one rule.</summary>
[Migration("20270201000002_Exempted")]
[LintExempt("set-not-null", "a validated constraint says so already")]
internal sealed class Exempted : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE trips ALTER COLUMN rating SET NOT NULL");
        migrationBuilder.DropColumn("rating", "trips");
    }
}

[Migration("20270201000001_NewTable")]
internal sealed class NewTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE fresh (id int, name text)");
}

[Migration("20270201000003_Built")]
[OutsideTransaction]
internal sealed class Built : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder
            .CreateIndex("ix_trips_rating", "trips", "rating")
            .Annotation("Npgsql:CreatedConcurrently", true);
}

internal sealed class LintedSet() : MigrationSet(typeof(NewTable), typeof(Linted), typeof(Built));

internal sealed class ExemptedSet() : MigrationSet(typeof(Exempted));
