using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Keys;

public sealed class KeysCommandTests : IAsyncLifetime
{
    private const string Demo = "demo@enterprise.example";
    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.SetUpAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_key_is_made_listed_without_its_secret_and_revoked()
    {
        var made = (
            await _db.RunAsync("keys", "create", "--user", Demo, "--name", "laptop", "--json")
        ).ShouldEnd(0);
        var (id, secret) = (
            made.Json.GetProperty("id").GetString()!,
            made.Json.GetProperty("secret").GetString()!
        );

        var listed = (await _db.RunAsync("keys", "list", "--user", "DEMO@enterprise.example")).ShouldEnd(0);
        listed.Output.ShouldContain(id);
        listed.Output.ShouldContain("never");
        (await _db.RunAsync("keys", "list", "--json")).Output.ShouldNotContain(secret);
        (await _db.RunAsync("keys", "revoke", id)).ShouldEnd(0);

        secret.ShouldMatch("^ent_[0-9A-Za-z]{38}$");
        (await _db.RunAsync("keys", "list")).Output.ShouldContain("revoked");
    }

    [Fact]
    public async Task It_allows_what_was_asked_for_until_it_ends()
    {
        (
            await _db.RunAsync(
                "keys",
                "create",
                "--user",
                Demo,
                "--scope",
                "trips:read",
                "--scope",
                "admin",
                "--days",
                "7"
            )
        ).ShouldEnd(0);

        var key = (await _db.RunAsync("keys", "list", "--json")).Json.EnumerateArray().Single();

        key.GetProperty("scopes")
            .EnumerateArray()
            .Select(scope => scope.GetString())
            .ShouldBe(["trips:read", "admin"]);
        var (made, ends) = (
            key.GetProperty("createdAt").GetDateTimeOffset(),
            key.GetProperty("expiresAt").GetDateTimeOffset()
        );
        (ends - made).TotalDays.ShouldBe(7, tolerance: 0.01);
    }

    [Fact]
    public async Task A_name_does_not_command_the_terminal_or_break_the_line()
    {
        (await _db.RunAsync("keys", "create", "--user", Demo, "--name", "a\u001b[31mb\nc")).ShouldEnd(0);

        var lines = (await _db.RunAsync("keys", "list")).Output.Split('\n');

        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("a\uFFFD[31mb\uFFFDc");
    }

    [Fact]
    public async Task The_help_says_in_words_what_a_key_allows_unless_that_is_said() =>
        (await _db.RunAsync("keys", "create", "--help"))
            .ShouldEnd(0)
            .Output.ShouldNotContain("destinations:read|");

    [Fact]
    public async Task It_is_in_the_audit_log_as_the_owners_doing()
    {
        (await _db.RunAsync("keys", "create", "--user", Demo)).ShouldEnd(0);
        await using var admin = await _db.ConnectAsync();

        (
            await admin.AskAsync<string>(
                "SELECT session_role FROM audit_entries WHERE entity = 'apiKey' AND action = 'created'"
            )
        ).ShouldBe(_db.Owner.Username);
    }

    [Fact]
    public async Task Who_or_what_is_not_there_is_told()
    {
        (await _db.RunAsync("keys", "create", "--user", "nobody@example.org")).ShouldFail(
            "no user 'nobody@example.org'"
        );
        (await _db.RunAsync("keys", "revoke", "01a1fdd3-93b1-7e0c-8f1e-5d1c6c8a0b77")).ShouldFail(
            "db keys list"
        );
        (await _db.RunAsync("keys", "list", "--user", "nobody@example.org"))
            .ShouldEnd(0)
            .Output.ShouldBe("There are none.");
    }
}
