using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.DbTool.Tests.Setup;

/// <summary>From nothing to a database that can be served from, however far somebody has come already.</summary>
public sealed class SetupCommandTests : IAsyncLifetime
{
    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.CreateAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task It_sets_up_a_fresh_server_and_changes_nothing_the_second_time()
    {
        var first = (await _db.RunAsync("setup")).ShouldEnd(0);
        var users = await UsersAsync();

        (await _db.RunAsync("setup")).ShouldEnd(0).Output.ShouldBe(first.Output);

        first.Output.ShouldContain("The database is set up, migrated and seeded.");
        first.Output.ShouldContain("schema      as it should be");
        (await UsersAsync()).ShouldBe(users);
        (await _db.RunAsync("seed")).ShouldEnd(0);
        (await UsersAsync()).ShouldBe(users);
    }

    [Fact]
    public async Task It_goes_on_where_a_set_up_was_left_in_the_middle()
    {
        (await _db.RunAsync("setup")).ShouldEnd(0);
        (await _db.RunAsync("downgrade", "--to", "FindApiKey", "--allow-data-loss")).ShouldEnd(0);

        (await _db.RunAsync("setup", "--json"))
            .ShouldEnd(0)
            .Json.GetProperty("findings")
            .GetArrayLength()
            .ShouldBe(0);

        (await _db.RunAsync("status", "--check")).ShouldEnd(0);
    }

    [Theory]
    [InlineData("nowhere/credentials.env", "cannot be written")]
    [InlineData("", "is a folder")]
    public async Task A_file_for_credentials_that_cannot_be_written_is_told_before_a_key_is_made(
        string file,
        string told
    )
    {
        (await _db.RunAsync("setup")).ShouldEnd(0);

        (
            await _db.RunAsync("setup", "--credentials", Path.Combine(AppContext.BaseDirectory, file))
        ).ShouldFail(told);

        (await _db.RunAsync("keys", "list")).Output.ShouldBe("There are none.");
    }

    [Fact]
    public async Task A_wrong_password_is_told_with_the_role_and_the_setting()
    {
        _db.Admin = new NpgsqlConnectionStringBuilder(_db.Admin) { Password = "wrong" }.ConnectionString;

        (await _db.RunAsync("setup")).ShouldFail(
            "the password of the role 'postgres' is wrong, or there is no such role yet. Correct the setting ConnectionStrings__Admin"
        );
    }

    [Fact]
    public async Task A_role_without_the_rights_is_told_what_it_lacks()
    {
        (await _db.RunAsync("setup")).ShouldEnd(0);
        _db.Admin = _db.App.ConnectionString;

        (await _db.RunAsync("setup")).ShouldFail("permission denied");
    }

    private async Task<string> UsersAsync()
    {
        await using var admin = await _db.ConnectAsync();

        return await admin.AskAsync<string>("SELECT string_agg(id || email, ',' ORDER BY id) FROM users");
    }
}
