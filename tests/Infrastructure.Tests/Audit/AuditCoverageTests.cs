using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>No table and no column is forgotten: the catalogue itself is looked through.</summary>
public sealed class AuditCoverageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Columns whose changes alone are no change of an object, each with the reason.</summary>
    private static readonly Dictionary<string, string> Telemetry = new(StringComparer.Ordinal)
    {
        ["api_keys.last_used_at"] = "written every few seconds, for whatever was called",
        ["provider_keys.last_used_at"] = "written at each use",
        ["provider_keys.usage_count"] = "written at each use",
    };

    /// <summary>Tables whose rows have an owner and are no objects of theirs, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unaudited = new(StringComparer.Ordinal)
    {
        ["audit_entries"] = "the log itself",
        ["idempotency_records"] = "the service's own, of requests whose effects are audited",
        ["search_history"] = "a log itself, which its owner may erase: the audit log would keep it",
    };

    private const string UnwatchedColumns = """
        SELECT concat_ws('.', tgrelid::regclass, attname)
        FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid AND attnum > 0 AND NOT attisdropped
        WHERE tgfoid = 'record_audit_entry'::regproc AND tgattr <> ''::int2vector AND attnum <> ALL (tgattr)
        ORDER BY 1
        """;

    private const string UnauditedTables = """
        SELECT relation.oid::regclass::text FROM pg_class relation
        WHERE relkind IN ('r', 'p') AND NOT relispartition
            AND (
                EXISTS (SELECT FROM pg_policy WHERE polrelid = relation.oid AND polname = 'owners')
                OR EXISTS (
                    SELECT FROM pg_attribute
                    WHERE attrelid = relation.oid AND attname IN ('user_id', 'owner_id') AND NOT attisdropped)
            )
            AND NOT EXISTS (
                SELECT FROM pg_trigger
                WHERE tgrelid = relation.oid AND tgfoid = 'record_audit_entry'::regproc AND tgenabled = 'O'
                    AND tgtype & 29 = 29 AND tgtype & 2 = 0)
        ORDER BY 1
        """;

    private const string UnmaskedBytes = """
        SELECT concat_ws('.', tgrelid::regclass, attname)
        FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid AND attnum > 0 AND NOT attisdropped
        WHERE tgfoid = 'record_audit_entry'::regproc AND atttypid = 'bytea'::regtype
            AND attname::text <> ALL (string_to_array(encode(tgargs, 'escape'), '\000'))
        ORDER BY 1
        """;

    [Fact]
    public async Task Every_column_of_an_audited_table_is_watched_but_for_telemetry() =>
        (await AskAsync(UnwatchedColumns)).ShouldBe(Telemetry.Keys);

    [Fact]
    public async Task A_column_that_is_added_to_a_table_with_telemetry_and_not_watched_is_found() =>
        (await AskAsync(UnwatchedColumns, "ALTER TABLE api_keys ADD COLUMN fresh text")).ShouldContain(
            "api_keys.fresh"
        );

    [Fact]
    public async Task A_column_that_is_added_to_a_table_without_telemetry_is_watched_at_once() =>
        (await AskAsync(UnwatchedColumns, "ALTER TABLE trips ADD COLUMN fresh text")).ShouldBe(
            Telemetry.Keys
        );

    [Fact]
    public async Task Every_table_with_an_owner_is_audited_but_for_the_services_own() =>
        (await AskAsync(UnauditedTables)).ShouldBe(Unaudited.Keys);

    [Theory]
    [InlineData("CREATE TABLE fresh (id uuid, user_id uuid)", "fresh")]
    [InlineData("ALTER TABLE trips DISABLE TRIGGER record_audit_entry", "trips")]
    [InlineData(
        "CREATE OR REPLACE TRIGGER record_audit_entry AFTER INSERT OR DELETE ON trips FOR EACH ROW EXECUTE FUNCTION record_audit_entry('trip')",
        "trips"
    )]
    public async Task A_table_that_is_not_audited_in_whole_is_found(string ddl, string table) =>
        (await AskAsync(UnauditedTables, ddl)).ShouldContain(table);

    [Fact]
    public async Task Every_column_of_bytes_is_taken_for_a_secret()
    {
        (await AskAsync(UnmaskedBytes)).ShouldBeEmpty();
        (await AskAsync(UnmaskedBytes, "ALTER TABLE trips ADD COLUMN fresh bytea")).ShouldBe(["trips.fresh"]);
    }

    /// <summary>Asks the catalogue, after a change of the schema that is taken back.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(string sql, string ddl = "SELECT 1")
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await using var untold = await owner.BeginTransactionAsync();
        await owner.RunAsync(ddl);

        return await owner.ListAsync<string>(sql);
    }
}
