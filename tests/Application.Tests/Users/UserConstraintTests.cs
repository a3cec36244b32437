using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Application.Tests.Users;

/// <summary>The tables of users and keys refuse by themselves what the validators refuse.</summary>
public sealed class UserConstraintTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("email = 'a@'", "ck_users_email")]
    [InlineData("email = repeat('a', 255)", "ck_users_email")]
    [InlineData("display_name = ''", "ck_users_display_name")]
    [InlineData("display_name = repeat('🧭', 101)", "ck_users_display_name")]
    [InlineData("preferences = '[]'", "ck_users_preferences")]
    [InlineData("preferences = 'null'", "ck_users_preferences")]
    [InlineData("""preferences = json_build_object('a', repeat('x', 16384))""", "ck_users_preferences")]
    public async Task A_user_who_breaks_a_rule_is_refused_by_the_constraint(string change, string constraint)
    {
        var caller = await database.Services.RegisterAsync();
        await using var connection = await database.ConnectAsAppAsync();

        var refusal = await Should.ThrowAsync<PostgresException>(() =>
            connection.RunAsync($"UPDATE users SET {change} WHERE id = $1", caller.UserId)
        );

        refusal.ConstraintName.ShouldBe(constraint);
    }

    [Theory]
    [InlineData("'', 'ent_00000000', decode(repeat('00', 32), 'hex')", "ck_api_keys_name")]
    [InlineData("'laptop', 'ent_', decode(repeat('00', 32), 'hex')", "ck_api_keys_prefix")]
    [InlineData("'laptop', 'ent_00000000', '\\x00'", "ck_api_keys_hash")]
    public async Task A_key_that_breaks_a_rule_is_refused_by_the_constraint(string values, string constraint)
    {
        var caller = await database.Services.RegisterAsync();

        (await InsertKeyAsync(caller.UserId, values, "ARRAY['admin']")).ConstraintName.ShouldBe(constraint);
    }

    [Fact]
    public async Task A_key_without_scopes_is_refused_by_the_constraint()
    {
        var caller = await database.Services.RegisterAsync();
        const string values = "'laptop', 'ent_00000000', decode(repeat('00', 32), 'hex')";

        (await InsertKeyAsync(caller.UserId, values, "ARRAY[]::text[]")).ConstraintName.ShouldBe(
            "ck_api_keys_scopes"
        );
    }

    private async Task<PostgresException> InsertKeyAsync(Guid userId, string values, string scopes)
    {
        await using var connection = await database.ConnectAsAppAsync();

        return await Should.ThrowAsync<PostgresException>(() =>
            connection.RunAsync(
                $"""
                INSERT INTO api_keys (id, user_id, created_at, name, prefix, hash, scopes)
                VALUES (gen_random_uuid(), $1, now(), {values}, {scopes})
                """,
                userId
            )
        );
    }
}
