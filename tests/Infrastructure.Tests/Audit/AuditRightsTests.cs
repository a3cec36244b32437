using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>Entries are added by the triggers alone, changed by nobody, and read by whom they are about.</summary>
public sealed class AuditRightsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(
        "INSERT INTO audit_entries (id, at, entity, entity_id, owner_id, action, session_role) VALUES (gen_random_uuid(), now(), 'trip', gen_random_uuid(), gen_random_uuid(), 'deleted', 'me')"
    )]
    [InlineData("UPDATE audit_entries SET actor_id = NULL")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("TRUNCATE audit_entries")]
    [InlineData("DROP TABLE audit_entries")]
    [InlineData("ALTER TABLE audit_entries DISABLE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE audit_entries DETACH PARTITION audit_entries_default")]
    [InlineData("SELECT * FROM audit_entries_default")]
    [InlineData("DELETE FROM audit_entries_default")]
    [InlineData("DROP TABLE audit_entries_default")]
    [InlineData("ALTER TABLE trips DISABLE TRIGGER record_audit_entry")]
    [InlineData("DROP TRIGGER record_audit_entry ON trips")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SELECT record_audit_entry()")]
    [InlineData("SELECT audit_entry_id(now())")]
    [InlineData("SELECT mask_secrets('{}', '{}')")]
    [InlineData("SELECT keep_to_owner('trips', 'SELECT')")]
    public async Task The_service_cannot_touch_what_is_recorded(string sql)
    {
        await using var app = await database.ConnectAsAppAsync();

        var refusal = await Should.ThrowAsync<PostgresException>(() => app.RunAsync(sql));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_do_more_than_read_and_of_partitions_not_even_that()
    {
        await using var admin = await database.ConnectAsAdminAsync();

        (
            await admin.ListAsync<string>(
                """
                SELECT concat_ws(' ', pg_class.oid::regclass, grantee::regrole, privilege_type)
                FROM pg_class, aclexplode(relacl)
                WHERE relname ~ '^audit_entries' AND grantee <> relowner
                    AND (relispartition OR privilege_type <> 'SELECT')
                """
            )
        ).ShouldBeEmpty();
        (
            await admin.AskAsync<bool>(
                "SELECT has_table_privilege($1, 'audit_entries', 'SELECT')",
                TestRoles.Application
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Not_even_the_owner_of_the_tables_changes_or_deletes_an_entry()
    {
        await database.Services.RegisterAsync();
        await using var owner = await database.ConnectAsOwnerAsync();
        (await owner.AskAsync<long>("SELECT count(*) FROM audit_entries")).ShouldBePositive();

        (await owner.RunAsync("UPDATE audit_entries SET actor_id = NULL")).ShouldBe(0);
        (await owner.RunAsync("DELETE FROM audit_entries")).ShouldBe(0);
    }

    [Fact]
    public async Task Each_user_sees_the_story_of_their_own_objects_an_administrator_all_and_nobody_nothing()
    {
        var (ada, bea) = (await database.Services.RegisterAsync(), await database.Services.RegisterAsync());

        (await OwnersSeenByAsync(Identity.Of(ada))).ShouldBe([ada.UserId]);
        var all = await OwnersSeenByAsync(Identity.Of(TestUsers.Admin));
        all.ShouldContain(ada.UserId);
        all.ShouldContain(bea.UserId);
        (await OwnersSeenByAsync(Identity.Service)).ShouldBeEmpty();

        await using var nobody = await database.ConnectAsNobodyAsync();
        (await nobody.AskAsync<long>("SELECT count(*) FROM audit_entries")).ShouldBe(0);
    }

    private async Task<IReadOnlyList<Guid>> OwnersSeenByAsync(Identity identity)
    {
        await using var app = await database.ConnectAsNobodyAsync();
        await using var transaction = await app.BeginTransactionAsync();
        await transaction.ActAsAsync(identity);

        return await app.ListAsync<Guid>("SELECT DISTINCT owner_id FROM audit_entries");
    }
}
