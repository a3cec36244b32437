using System.Globalization;
using System.Text.RegularExpressions;

namespace Enterprise.DbTool.Tests.Hosting;

/// <summary>What people see: a terminal of 80 columns, in which nothing is cut, and no word is.</summary>
public sealed partial class TerminalTests : IAsyncLifetime
{
    private const int Columns = 80;
    private const string Demo = "demo@enterprise.example";

    private DbInstallation _db = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _db = await DbInstallation.SetUpAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Every_answer_fits()
    {
        string[] commands =
        [
            "setup",
            "upgrade",
            "upgrade --target Nowhere",
            "downgrade --to FindApiKey",
            "current",
            "history",
            "status",
            "verify",
            "lint",
            "seed",
            $"keys create --user {Demo} --name backup --days 30",
            "keys list",
            "keys revoke 0194becf-8a60-797d-876f-4c5a8fcd7d26",
            "pools",
            "doctor",
            "embed --help",
            "upgrade --help",
            "keys create --help",
            "nonsense",
        ];

        foreach (var command in commands)
        {
            var lines = await _db.RunOnTerminalAsync(command);

            lines.ShouldAllBe(line => Width(line) <= Columns, $"db {command}:\n{string.Join('\n', lines)}");
        }
    }

    [Fact]
    public async Task A_row_of_the_history_is_one_line()
    {
        var entries = (await _db.RunAsync("history", "--json")).Json.EnumerateArray();
        var succeeded = entries.Count(entry => entry.GetProperty("status").GetString() is "success");

        var lines = await _db.RunOnTerminalAsync("history");

        lines.Count(line => Success().IsMatch(line)).ShouldBe(succeeded, string.Join('\n', lines));
    }

    [Fact]
    public async Task An_address_is_in_one_piece()
    {
        (await _db.RunAsync("keys", "create", "--user", Demo, "--name", "for the nightly report")).ShouldEnd(
            0
        );

        (await _db.RunOnTerminalAsync("keys list")).ShouldContain(line => line.Contains(Demo));
    }

    [Fact]
    public async Task A_failure_is_broken_between_words()
    {
        var lines = await _db.RunOnTerminalAsync("upgrade --target Nowhere");

        string.Join(' ', lines.SkipWhile(line => !line.StartsWith("db: ", StringComparison.Ordinal)))
            .Trim()
            .ShouldBe((await _db.RunAsync("upgrade", "--target", "Nowhere")).Error);
    }

    [GeneratedRegex(
        @"^\s*\d{14}_\w+\s+up \d+: success\s+\d{4}-\d\d-\d\d",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Success();

    private static int Width(string line) => new StringInfo(line).LengthInTextElements;
}
