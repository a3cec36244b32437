using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Tests.Migrations;

[Migration("20270101000001_First")]
internal sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE first (id int PRIMARY KEY, name text)");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP TABLE first");
}

[Migration("20270101000002_Second")]
internal sealed class Second : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE second (id int PRIMARY KEY)");
        migrationBuilder.Sql("INSERT INTO first VALUES (1, 'zanzibar'), (2, 'zanzibar')");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("second");
}

/// <summary>Fails in its second statement, by a state that the test sets with its SQL.</summary>
[Migration("20270101000003_Third")]
internal sealed class Third : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE third (id int PRIMARY KEY)");
        migrationBuilder.Sql("ALTER TABLE first ADD COLUMN added text");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn("added", "first");
}

[Migration("20270101000004_Concurrent")]
[OutsideTransaction]
internal sealed class Concurrent : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder
            .CreateIndex("ix_first_name", "first", "name")
            .Annotation("Npgsql:CreatedConcurrently", true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_first_name", suppressTransaction: true);
}

[Migration("20270101000005_Unique")]
[OutsideTransaction]
internal sealed class Unique : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder
            .CreateIndex("ix_first_unique", "first", "name", unique: true)
            .Annotation("Npgsql:CreatedConcurrently", true);
}

[Migration("20270101000006_Mixed")]
[OutsideTransaction]
internal sealed class Mixed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE mixed ()");
        migrationBuilder.Sql("VACUUM first", suppressTransaction: true);
    }
}

[Migration("20270101000007_Unsaid")]
internal sealed class Unsaid : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("VACUUM first", suppressTransaction: true);
}

[Migration("20270101000008_Last")]
internal sealed class Last : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE TABLE last (id int PRIMARY KEY)");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP TABLE last");
}

internal sealed class Two() : MigrationSet(typeof(First), typeof(Second));

internal sealed class Three() : MigrationSet(typeof(First), typeof(Second), typeof(Third));

internal sealed class WithConcurrent()
    : MigrationSet(typeof(First), typeof(Second), typeof(Concurrent), typeof(Last));

internal sealed class WithUnique() : MigrationSet(typeof(First), typeof(Second), typeof(Unique));

internal sealed class WithMixed() : MigrationSet(typeof(First), typeof(Mixed));

internal sealed class WithUnsaid() : MigrationSet(typeof(First), typeof(Unsaid));
