using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.ComparedServers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class SlowStatementsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_slow_statement_is_told_once_a_minute_with_its_shape_and_plan_and_without_values()
    {
        using var log = new LogCapture();
        var clock = new FakeClock();
        await using var services = Nodes.On(
            database,
            log,
            clock,
            ("Diagnostics:SlowQueryMilliseconds", "50")
        );
        await StartAsync(services);

        await SleepAsync(services);
        await SleepAsync(services);
        var line = (await SlowAsync(log, 1)).ShouldHaveSingleItem();
        line.ShouldStartWith("Warning 1810 The statement ");
        line.ShouldMatch(
            " in the pool read, 1 rows, 1 times since it was told last, plan [0-9a-f]{8}: SELECT "
        );
        line.ShouldNotContain("told nobody");

        clock.Advance(TimeSpan.FromSeconds(61));
        await SleepAsync(services);
        (await SlowAsync(log, 2))[^1].ShouldContain(" 2 times since it was told last, plan ");

        var report = services.GetRequiredService<SlowStatements>().Report(10).ShouldHaveSingleItem();
        (report.Count, report.Pool, report.LastAt).ShouldBe((3, "read", clock.Now));
        report.Plan.ShouldNotBeNull();
        report.LongestMs.ShouldBeGreaterThan(50);
        report.Text.ShouldBe("SELECT pg_sleep($1)::text || ?");
    }

    [Fact]
    public async Task A_server_without_generic_plans_is_asked_and_the_plan_is_unknown()
    {
        await using var oldest = new OldestPostgres();
        await oldest.InitializeAsync();
        string way;

        await using (var connection = await oldest.ConnectAsync())
        {
            way = new NpgsqlConnectionStringBuilder(connection.ConnectionString)
            {
                Pooling = true,
            }.ConnectionString;
        }

        using var log = new LogCapture();
        await using var services = Nodes.At(way, log, settings: ("Diagnostics:SlowQueryMilliseconds", "50"));
        await StartAsync(services);

        await SleepAsync(services);
        (await SlowAsync(log, 1)).ShouldHaveSingleItem().ShouldContain(", plan unknown: SELECT pg_sleep");
    }

    [Fact]
    public async Task What_is_asked_for_its_plan_is_never_carried_out()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync(
            $"""
            CREATE TABLE marks (n int); INSERT INTO marks VALUES (1); CREATE SEQUENCE turns;
            GRANT ALL ON marks, turns TO {TestRoles.Application};
            CREATE FUNCTION mark() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO marks VALUES (2) RETURNING n'
            """
        );
        await using var services = Nodes.On(database);
        var plans = services.GetRequiredService<StatementPlans>();

        foreach (
            var sql in (string[])
                [
                    "DELETE FROM marks",
                    "WITH gone AS (DELETE FROM marks RETURNING n) SELECT * FROM gone",
                    "SELECT nextval('turns')",
                    "SELECT mark()",
                    "SELECT n INTO copied FROM marks",
                    "INSERT INTO marks VALUES (3)",
                    "UPDATE marks SET n = @n",
                ]
        )
        {
            (await plans.AskAsync(sql)).ShouldNotBeNull(sql);
        }

        foreach (
            var sql in (string[])
                [
                    "SELECT 1; DELETE FROM marks",
                    "SELECT set_config('app.a', '', true);\nSELECT 1; DELETE FROM marks",
                    "ANALYZE DELETE FROM marks",
                    "/**/DELETE FROM marks",
                    "SELECT nonsense",
                    "SELECT '",
                ]
        )
        {
            (await plans.AskAsync(sql)).ShouldBeNull(sql);
        }

        (await owner.AskAsync<long>("SELECT sum(n) FROM marks")).ShouldBe(1);
        (await owner.AskAsync<bool>("SELECT is_called FROM turns")).ShouldBeFalse();
        (await owner.AskAsync<bool>("SELECT to_regclass('copied') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task Plans_of_the_same_statement_are_the_same_and_those_of_others_differ()
    {
        await using var services = Nodes.On(database);
        var plans = services.GetRequiredService<StatementPlans>();
        var one = await plans.AskAsync("SELECT * FROM users WHERE id = @id");

        one.ShouldNotBeNull().ShouldMatch("^[0-9a-f]{8}$");
        (await plans.AskAsync("SELECT * FROM users WHERE id = $1")).ShouldBe(one);
        (await plans.AskAsync("SELECT * FROM users")).ShouldNotBe(one);
    }

    [Fact]
    public async Task Of_shapes_without_end_the_latest_are_kept()
    {
        var clock = new FakeClock();
        await using var services = Nodes.On(database, clock: clock);
        var slow = services.GetRequiredService<SlowStatements>();

        for (var i = 0; i < SlowStatements.MaxShapes + 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            slow.Note("read", $"SELECT c{i}", TimeSpan.FromSeconds(1), rows: 1, hasPlan: false);
        }

        string[] kept = [.. slow.Report(1000).Select(report => report.Text)];
        kept.Length.ShouldBe(SlowStatements.MaxShapes);
        kept.ShouldContain($"SELECT c{SlowStatements.MaxShapes + 9}");
        kept.ShouldNotContain("SELECT c0");
    }

    private static Task StartAsync(IServiceProvider services) =>
        services.GetRequiredService<StatementPlans>().StartAsync(CancellationToken.None);

    private static Task SleepAsync(IServiceProvider services) =>
        services
            .GetRequiredService<ISqlGateway>()
            .SingleAsync<string>(Identity.Service, $"SELECT pg_sleep({0.06})::text || 'told nobody'");

    private static async Task<List<string>> SlowAsync(LogCapture log, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (true)
        {
            List<string> lines =
            [
                .. log.Told.Where(line => line.Contains(" 1810 ", StringComparison.Ordinal)),
            ];

            if (lines.Count >= count)
            {
                return lines;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
