using Enterprise.Infrastructure.Migrations.Lint;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Tests.Migrations.Lint;

/// <summary>As it comes to mind first.</summary>
[Migration("20270301000000_RateNaively")]
internal sealed class RateNaively : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<double>("rating", "trips", nullable: false, defaultValueSql: "random()");
        migrationBuilder.CreateIndex("ix_trips_rating", "trips", "rating");
    }
}

[Migration("20270301000001_AddRating")]
internal sealed class AddRating : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<double>("rating", "trips", nullable: true);
}

[Migration("20270301000002_DemandRating")]
internal sealed class DemandRating : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE trips ADD CONSTRAINT rated CHECK (rating IS NOT NULL) NOT VALID");
}

[Migration("20270301000003_CheckRatings")]
internal sealed class CheckRatings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE trips VALIDATE CONSTRAINT rated");
}

[Migration("20270301000004_RequireRating")]
[LintExempt("set-not-null", "the constraint was validated")]
internal sealed class RequireRating : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE trips ALTER COLUMN rating SET NOT NULL");
        migrationBuilder.Sql("ALTER TABLE trips DROP CONSTRAINT rated");
    }
}

[Migration("20270301000005_IndexRatings")]
[OutsideTransaction]
internal sealed class IndexRatings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder
            .CreateIndex("ix_trips_rating", "trips", "rating")
            .Annotation("Npgsql:CreatedConcurrently", true);
}

internal sealed class NaiveRatings() : MigrationSet(typeof(RateNaively));

internal sealed class SafeRatings()
    : MigrationSet(
        typeof(AddRating),
        typeof(DemandRating),
        typeof(CheckRatings),
        typeof(RequireRating),
        typeof(IndexRatings)
    );
