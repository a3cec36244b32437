using Enterprise.Infrastructure.Migrations.Drift;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Migrations.Drift;

/// <summary>What is changed by hand is named, whatever it is.</summary>
public sealed class SchemaDriftTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(
        "DROP INDEX ix_trips_user_id_created_at_id",
        "the index ix_trips_user_id_created_at_id of trips is missing; it should be: CREATE INDEX"
    )]
    [InlineData("CREATE INDEX fresh ON trips (title)", "the index fresh of trips is unknown to this build")]
    [InlineData(
        "ALTER TABLE trips ALTER title TYPE varchar(300)",
        "the column trips.title is 'character varying(300) not null' and should be 'text not null'"
    )]
    [InlineData(
        "ALTER TABLE trips ALTER description SET NOT NULL",
        "the column trips.description is 'text not null' and should be 'text'"
    )]
    [InlineData(
        "ALTER TABLE trips ALTER kind SET DEFAULT 'solo'",
        "the column trips.kind is 'text not null default 'solo'::text' and should be"
    )]
    [InlineData(
        "ALTER TABLE trips ADD fresh int",
        "the column trips.fresh is unknown to this build: integer"
    )]
    [InlineData(
        "ALTER TABLE trips RENAME description TO notes",
        "the column trips.description is missing; it should be: text"
    )]
    [InlineData(
        "ALTER TABLE trips DROP CONSTRAINT ck_trips_span",
        "the constraint ck_trips_span of trips is missing"
    )]
    [InlineData(
        "ALTER TABLE trips DISABLE ROW LEVEL SECURITY",
        "the table trips is 'no row security' and should be 'row security enabled and forced'"
    )]
    [InlineData(
        "ALTER TABLE trips NO FORCE ROW LEVEL SECURITY",
        "the table trips is 'row security enabled' and should be 'row security enabled and forced'"
    )]
    [InlineData("DROP POLICY owners ON trips", "the policy owners of trips is missing")]
    [InlineData(
        "ALTER POLICY owners ON trips USING (true)",
        "the policy owners of trips is 'ALL TO public USING true' and should be"
    )]
    [InlineData(
        "CREATE POLICY fresh ON trips USING (true)",
        "the policy fresh of trips is unknown to this build"
    )]
    [InlineData(
        "ALTER TABLE trips DISABLE TRIGGER record_audit_entry",
        "the trigger record_audit_entry of trips is"
    )]
    [InlineData(
        "DROP TRIGGER record_audit_entry ON trips",
        "the trigger record_audit_entry of trips is missing"
    )]
    [InlineData(
        "CREATE OR REPLACE FUNCTION mask_secrets(columns json, secrets text[]) RETURNS json LANGUAGE sql IMMUTABLE AS 'SELECT columns'",
        "the function mask_secrets(json,text[]) is"
    )]
    [InlineData("CREATE TABLE fresh (id int PRIMARY KEY)", "the table fresh is unknown to this build")]
    [InlineData("CREATE VIEW fresh AS SELECT 1 AS one", "the view fresh is unknown to this build")]
    [InlineData("DROP TABLE search_history", "the table search_history is missing")]
    public async Task A_change_made_by_hand_is_told_and_nothing_else(string change, string told)
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await using var untold = await owner.BeginTransactionAsync();
        await owner.RunAsync(change);

        var differences = SchemaDrift
            .Between(SchemaSnapshot.Read(), await SchemaCatalogue.ReadAsync(owner, CancellationToken.None))
            .ToArray();

        differences.ShouldContain(sentence => sentence.StartsWith(told, StringComparison.Ordinal));
        differences.Length.ShouldBeInRange(1, 3, string.Join('\n', differences));
    }

    [Fact]
    public async Task A_partition_of_a_month_is_no_difference()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await using var untold = await owner.BeginTransactionAsync();
        await owner.RunAsync("SELECT create_audit_partitions(24)");

        SchemaDrift
            .Between(SchemaSnapshot.Read(), await SchemaCatalogue.ReadAsync(owner, CancellationToken.None))
            .ShouldBeEmpty();
    }
}
