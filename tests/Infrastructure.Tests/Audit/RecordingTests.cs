using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>What the triggers write down, whoever makes the change.</summary>
public sealed class RecordingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string, string, string, string> Rows => AuditedRows.All;

    private Guid NewId => Guid.CreateVersion7(database.Clock.GetUtcNow());

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_that_is_made_changed_and_deleted_leaves_three_entries_with_who_did_it(
        string entity,
        string table,
        string insert,
        string column
    )
    {
        await using var stage = await AuditStage.SetAsync(database);
        object[] row = [NewId, stage.User.UserId];

        await stage.ActAsync((insert, row));
        await stage.ActAsync((AuditedRows.Change(table, column), row));
        await stage.ActAsync((AuditedRows.Deletion(table), row));

        (await stage.TellAsync()).ShouldBe([$"{entity} created", $"{entity} updated", $"{entity} deleted"]);
        var ofRow = $"entity_id = '{row[0]}'";
        (await stage.TellAsync("concat_ws(' ', actor_id, key_id, request_id, session_role)", ofRow)).ShouldBe(
            Enumerable.Repeat(
                $"{stage.User.UserId} {stage.User.KeyId} {stage.User.RequestId} {TestRoles.Application}",
                3
            )
        );
        (await stage.TellAsync("before IS NULL", ofRow)).ShouldBe(["true", "false", "false"]);
        (await stage.TellAsync("after IS NULL", ofRow)).ShouldBe(["false", "false", "true"]);
        (await stage.TellAsync($"after ->> '{column}'", $"{ofRow} AND action = 'updated'")).ShouldBe(["new"]);
        (await stage.TellAsync($"before ->> '{column}'", $"{ofRow} AND action = 'deleted'")).ShouldBe([
            "new",
        ]);
        (
            await stage.TellAsync($"before ->> '{column}' <> 'new'", $"{ofRow} AND action = 'updated'")
        ).ShouldBe(["true"]);
    }

    [Fact]
    public async Task A_stop_and_its_trip_that_are_deleted_at_once_are_told_of_one_by_one()
    {
        await using var stage = await AuditStage.SetAsync(database);
        var (trip, stop, user) = (NewId, NewId, stage.User.UserId);
        await stage.ActAsync(
            (AuditedRows.NewTrip, [trip, user]),
            (AuditedRows.NewStop, [stop, user, trip]),
            (AuditedRows.Change("trip_stops", "title"), [stop, user])
        );

        await stage.ActAsync((AuditedRows.Deletion("trips"), [trip, user]));

        (await stage.TellAsync()).ShouldBe([
            "trip created",
            "tripStop created",
            "tripStop updated",
            "trip deleted",
            "tripStop deleted",
        ]);
        (await stage.TellAsync("actor_id", "action = 'deleted'")).ShouldBe([$"{user}", $"{user}"]);
    }

    [Fact]
    public async Task A_user_who_is_deleted_leaves_the_story_of_everything_that_was_theirs()
    {
        await using var stage = await AuditStage.SetAsync(database);
        var (trip, user) = (NewId, stage.User.UserId);
        await stage.ActAsync(
            (AuditedRows.NewTrip, [trip, user]),
            (AuditedRows.NewStop, [NewId, user, trip]),
            (AuditedRows.NewApiKey, [NewId, user]),
            (AuditedRows.NewProviderKey, [NewId, user]),
            ("UPDATE users SET display_name = 'Ada King' WHERE id = $1", [user])
        );

        await stage.ActAsync(("DELETE FROM users WHERE id = $1", [user]));

        (await stage.TellAsync("entity", "action = 'deleted'")).ShouldBe(
            ["user", "trip", "tripStop", "apiKey", "providerKey"],
            ignoreOrder: true
        );
        (await stage.TellAsync("concat_ws(' ', action, actor_id)", "entity = 'user'")).ShouldBe([
            $"created {TestUsers.Admin.UserId}",
            $"updated {user}",
            $"deleted {user}",
        ]);
        (
            await stage.TellAsync("before ->> 'display_name'", "entity = 'user' AND action = 'deleted'")
        ).ShouldBe(["Ada King"]);
    }

    [Fact]
    public async Task A_change_that_is_taken_back_leaves_no_entry()
    {
        await using var stage = await AuditStage.SetAsync(database);

        await stage.TryAsync(AuditedRows.NewTrip, NewId, stage.User.UserId);

        (await stage.TellAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_are_masked_and_all_else_is_told()
    {
        await using var stage = await AuditStage.SetAsync(database);
        var (key, provider, user) = (NewId, NewId, stage.User.UserId);
        await stage.ActAsync(
            (AuditedRows.NewApiKey, [key, user]),
            (AuditedRows.NewProviderKey, [provider, user]),
            ("UPDATE api_keys SET hash = sha256('other') WHERE id = $1", [key]),
            (
                "UPDATE provider_keys SET sealed_value = '\\xabcdef', last_four = 'last' WHERE id = $1",
                [provider]
            )
        );
        await stage.ActAsync(("DELETE FROM users WHERE id = $1", [user]));

        const string Keys = "entity IN ('apiKey', 'providerKey')";
        (
            await stage.TellAsync(
                "coalesce(before ->> 'hash', before ->> 'sealed_value') IS DISTINCT FROM '***'",
                $"{Keys} AND before IS NOT NULL"
            )
        ).ShouldBe(Enumerable.Repeat("false", 4));
        (
            await stage.TellAsync(
                "coalesce(after ->> 'hash', after ->> 'sealed_value') IS DISTINCT FROM '***'",
                $"{Keys} AND after IS NOT NULL"
            )
        ).ShouldBe(Enumerable.Repeat("false", 4));
        (await stage.TellAsync("before ->> 'prefix'", "entity = 'apiKey' AND action = 'deleted'")).ShouldBe([
            "ent_00000000",
        ]);
        (await stage.TellAsync("concat(before, after)")).ShouldAllBe(row =>
            !row.Contains("\\x", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task When_and_how_often_a_key_was_used_is_no_change()
    {
        await using var stage = await AuditStage.SetAsync(database);
        var (key, provider, user) = (NewId, NewId, stage.User.UserId);
        await stage.ActAsync(
            (AuditedRows.NewApiKey, [key, user]),
            (AuditedRows.NewProviderKey, [provider, user]),
            ("UPDATE api_keys SET last_used_at = now() WHERE id = $1", [key]),
            ("UPDATE provider_keys SET last_used_at = now(), usage_count = 1 WHERE id = $1", [provider])
        );

        (await stage.TellAsync()).ShouldBe(["apiKey created", "providerKey created"]);

        await stage.ActAsync(
            ("UPDATE api_keys SET last_used_at = now(), revoked_at = now() WHERE id = $1", [key])
        );
        (await stage.TellAsync()).ShouldBe(["apiKey created", "providerKey created", "apiKey updated"]);
    }

    [Fact]
    public async Task A_change_past_the_service_is_told_with_the_role_that_made_it()
    {
        await using var stage = await AuditStage.SetAsync(database);
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.RunAsync(AuditedRows.NewTrip, NewId, stage.User.UserId);

        (
            await stage.TellAsync(
                "concat_ws(' ', coalesce(actor_id::text, 'nobody'), key_id, request_id, session_role)",
                "entity = 'trip'"
            )
        ).ShouldBe([$"nobody {TestRoles.Owner}"]);
    }

    [Fact]
    public async Task Preferences_are_told_as_they_were_sent_whatever_jsonb_would_say_to_them()
    {
        await using var stage = await AuditStage.SetAsync(database);
        const string Preferences = """{"b":1e400000,"a":[1.10,"\u00e9"],"b":2}""";

        await stage.ActAsync(
            ($"UPDATE users SET preferences = '{Preferences}' WHERE id = $1", [stage.User.UserId])
        );

        (await stage.TellAsync("after -> 'preferences'", "action = 'updated'")).ShouldBe([Preferences]);
    }

    [Fact]
    public async Task Instants_are_told_in_UTC_whatever_the_session_takes_for_its_time_zone()
    {
        await using var stage = await AuditStage.SetAsync(database);
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync("SET timezone = 'America/St_Johns'");

        await owner.RunAsync(AuditedRows.NewTrip, NewId, stage.User.UserId);

        (await stage.TellAsync("right(after ->> 'created_at', 6)", "entity = 'trip'")).ShouldBe(["+00:00"]);
    }

    [Fact]
    public async Task Every_row_of_one_statement_has_an_entry_with_an_id_of_version_7()
    {
        await using var stage = await AuditStage.SetAsync(database);
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync(
            """
            INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at, updated_at)
            SELECT gen_random_uuid(), $1, 'A day', 'Lisbon', '2027-01-01', '2027-01-01', 1, 'leisure', 'planning', now(), now()
            FROM generate_series(1, 50)
            """,
            stage.User.UserId
        );

        var ids = (await stage.TellAsync("id", "entity = 'trip'")).Select(Guid.Parse).ToArray();
        ids.Distinct().Count().ShouldBe(50);
        ids.ShouldAllBe(id => id.Version == 7 && (id.Variant & 0b1100) == 0b1000);
        (
            await stage.TellAsync(
                "('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint = trunc(extract(epoch FROM at) * 1000)",
                "entity = 'trip'"
            )
        ).ShouldAllBe(agrees => agrees == "true");
    }

    [Fact]
    public async Task An_administrator_who_changes_anothers_object_is_named_in_its_story()
    {
        await using var stage = await AuditStage.SetAsync(database);
        var trip = NewId;
        await stage.ActAsync((AuditedRows.NewTrip, [trip, stage.User.UserId]));
        await using var app = await database.ConnectAsNobodyAsync();
        await using var transaction = await app.BeginTransactionAsync();
        await transaction.ActAsAsync(Identity.Of(TestUsers.Admin));

        await app.RunAsync(AuditedRows.Change("trips", "title"), trip, stage.User.UserId);
        await transaction.CommitAsync();

        (await stage.TellAsync("actor_id", "entity = 'trip'")).ShouldBe([
            $"{stage.User.UserId}",
            $"{TestUsers.Admin.UserId}",
        ]);
    }
}
