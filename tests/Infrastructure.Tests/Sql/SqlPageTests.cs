using System.Data;
using System.Text.RegularExpressions;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>The examples of docs/sql.md, which stand here too, so that they compile and work.</summary>
public sealed partial class SqlPageTests(ThingsDatabase things) : IClassFixture<ThingsDatabase>
{
    [Fact]
    public async Task The_examples_work()
    {
        var (sql, identity) = (things.Gateway, Identity.Service);
        var (id, name) = (await things.AddAsync("Ada"), "Ada");

        var counted = await sql.RowsAsync<NameCount>(
            identity,
            $"SELECT name, count(*) FROM things WHERE name = {name} GROUP BY name"
        );

        var since = SqlStatement.From($"seen_at >= {DateTimeOffset.UnixEpoch}");
        var order = SqlIdentifier.Of("seen_at");
        var ids = await sql.RowsAsync<Guid>(
            identity,
            $"SELECT id FROM things WHERE {since} ORDER BY {order}"
        );

        await sql.ExecuteAsync(identity, $"UPDATE things SET n = n + {1} WHERE id = {id}");
        await sql.ExecuteManyAsync(
            identity,
            [$"UPDATE things SET n = n + 1 WHERE id = {id}", $"DELETE FROM things WHERE name = {"nobody"}"]
        );
        await sql.UpsertAsync(
            identity,
            SqlIdentifier.Of("things"),
            SqlIdentifier.List("id", "name"),
            SqlIdentifier.List("id"),
            [
                [id, "Ada"],
                [ThingsDatabase.NewId(), "Bea"],
            ]
        );

        var n = await sql.TransactionAsync(
            identity,
            IsolationLevel.Serializable,
            async transaction =>
            {
                var most = await transaction.SingleAsync<int>($"SELECT max(n) FROM things");

                return await transaction.SingleAsync<int>(
                    $"UPDATE things SET n = {most + 1} WHERE id = {id} RETURNING n"
                );
            }
        );

        var all = await sql.CountAsync(identity, $"SELECT count(*) FROM things", SqlOptions.LongRunning);

        counted.ShouldBe([new NameCount("Ada", 1)]);
        (ids.Count, n, all).ShouldBe((0, 3, 2));
    }

    [Fact]
    public void Every_example_of_the_page_stands_in_the_tests()
    {
        var tests = Lines(
            File.ReadAllText(Repository.PathOf("tests/Infrastructure.Tests/Sql/SqlPageTests.cs"))
        );
        var examples = Examples().Matches(File.ReadAllText(Repository.PathOf("docs/sql.md")));

        examples.Count.ShouldBeGreaterThan(3);
        examples
            .Select(example => Lines(example.Groups["code"].Value))
            .Where(example => !tests.Contains(example, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>The lines without what they begin with.</summary>
    private static string Lines(string text) =>
        string.Join(
            '\n',
            text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Examples();

    private sealed record NameCount(string Name, long Count);
}
