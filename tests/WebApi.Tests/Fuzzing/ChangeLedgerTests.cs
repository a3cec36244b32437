using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>The guard that nothing is changed by a refused request can itself fail.</summary>
public sealed class ChangeLedgerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Each_transaction_that_changes_a_row_is_noted_once_and_no_other()
    {
        await database.Services.RegisterAsync();
        await using var ledger = await ChangeLedger.OpenAsync(database);
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.RunAsync(
            "UPDATE users SET display_name = 'Ada'; UPDATE users SET display_name = 'Grace'"
        );
        (await ledger.TakeAsync()).ShouldBe(["UPDATE users"]);

        await database.Services.RegisterAsync();
        await owner.RunAsync("DELETE FROM users");
        (await ledger.TakeAsync()).ShouldBe(["INSERT users", "DELETE users"], ignoreOrder: true);

        await database.Services.RegisterAsync();
        await ledger.TakeAsync();
        await owner.RunAsync("BEGIN; DELETE FROM users; ROLLBACK");
        await owner.RunAsync("UPDATE users SET display_name = display_name");
        await owner.RunAsync("DELETE FROM users WHERE false");
        (await ledger.TakeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_use_of_a_key_is_no_change_of_it()
    {
        await using var other = await TestDatabase.CreateAsync();
        await using var ledger = await ChangeLedger.OpenAsync(other);
        var user = await other.Services.RegisterAsync();
        await using var owner = await other.ConnectAsOwnerAsync();
        await owner.RunAsync(
            """
            INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
            VALUES ($1, $1, 'key', 'ent_00000000', sha256('key'), '{trips:read}', now())
            """,
            user.UserId
        );
        await ledger.TakeAsync();

        await owner.RunAsync("UPDATE api_keys SET last_used_at = now()");
        (await ledger.TakeAsync()).ShouldBeEmpty();

        await owner.RunAsync("UPDATE api_keys SET last_used_at = now(), name = 'another'");
        (await ledger.TakeAsync()).ShouldBe(["UPDATE api_keys"]);
    }
}
