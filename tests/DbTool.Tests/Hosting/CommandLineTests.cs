using Enterprise.Tests.Support.Sources;

namespace Enterprise.DbTool.Tests.Hosting;

/// <summary>The help, and what is said of a command line that is not understood.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.CreateAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task The_help_lists_the_commands_and_the_exit_codes()
    {
        var help = (await _db.RunAsync("--help")).ShouldEnd(0).Output;

        help.ShouldContain("Exit codes:");
        help.ShouldContain("looked and found something");
        (await CommandsAsync()).Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Each_command_has_examples_and_stands_in_the_guide()
    {
        var guide = await File.ReadAllTextAsync(Repository.PathOf("docs/DATABASE_MIGRATIONS.md"));

        foreach (var command in (await CommandsAsync()).Where(command => command is not "keys"))
        {
            (await _db.RunAsync(command, "--help"))
                .ShouldEnd(0)
                .Output.ShouldContain($"Examples:\n  db {command}");
            guide.ShouldContain($"db {command}");
        }
    }

    [Theory]
    [InlineData("frobnicate", "See: db --help")]
    [InlineData("upgrade --frobnicate", "See: db upgrade --help")]
    [InlineData("upgrade --lock-timeout soon", "See: db upgrade --help")]
    [InlineData("upgrade --lock-timeout 0", "--lock-timeout is from 0.001 to 3600")]
    [InlineData("upgrade --lock-timeout 1,5", "--lock-timeout is from 0.001 to 3600")]
    [InlineData("upgrade --lock-attempts 0", "--lock-attempts is from 1 to 1000")]
    [InlineData("history --limit -1", "--limit is from 1")]
    [InlineData("keys create", "See: db keys create --help")]
    [InlineData(
        "keys create --user a@example.org --scope everything",
        "'everything' is no scope; there are admin"
    )]
    [InlineData("keys create --user a@example.org --days 0", "--days is from 1 to 36500")]
    [InlineData("keys revoke me", "See: db keys revoke --help")]
    [InlineData("create", "See: db create --help")]
    public async Task What_is_not_understood_ends_with_2_and_leads_to_the_help(string line, string told) =>
        (await _db.RunAsync(line.Split(' '))).ShouldFail(told, code: 2);

    [Fact]
    public async Task A_setting_that_is_missing_is_named()
    {
        _db.Settings["ConnectionStrings__Primary"] = "";

        (await _db.RunAsync("status")).ShouldFail("ConnectionStrings__Primary is missing");
    }

    [Theory]
    [InlineData("status", 1)]
    [InlineData("frobnicate", 2)]
    public async Task A_failure_is_JSON_where_that_is_asked_for(string command, int code)
    {
        var answer = (await _db.RunAsync(command, "--json")).ShouldEnd(code);

        $"db: {answer.Json.GetProperty("error").GetString()}".ShouldBe(answer.Error);
    }

    [Theory]
    [InlineData("keys list")]
    [InlineData("seed")]
    [InlineData("embed")]
    [InlineData("upgrade --dry-run")]
    public async Task A_server_that_does_not_let_anybody_in_is_told_with_the_setting(string line)
    {
        (await _db.RunAsync(line.Split(' '))).ShouldFail("Correct the setting ConnectionStrings__Owner");
        _db.Owner.Port = 1;

        (await _db.RunAsync(line.Split(' '))).ShouldFail("no PostgreSQL server answers there");
    }

    [Fact]
    public async Task A_password_is_never_told()
    {
        foreach (var command in (string[])["status", "setup"])
        {
            _db.Owner.Password = "correct-horse-battery";
            _db.App.Port = 1;
            _db.Admin = _db.App.ConnectionString;
            var answer = (await _db.RunAsync(command, "--verbose")).ShouldEnd(1);

            $"{answer.Output}{answer.Error}".ShouldNotContain("correct-horse-battery");
            answer.Error.ShouldNotContain(_db.App.Password!);
        }
    }

    private async Task<IReadOnlyList<string>> CommandsAsync()
    {
        var help = (await _db.RunAsync("--help")).Output;

        return
        [
            .. help[
                help.IndexOf("Commands:", StringComparison.Ordinal)..help.IndexOf(
                    "Exit codes:",
                    StringComparison.Ordinal
                )
            ]
                .Split('\n')
                .Skip(1)
                .Where(line => line.Length > 2 && line[2] != ' ')
                .Select(line => line.Trim().Split(' ')[0]),
        ];
    }
}
