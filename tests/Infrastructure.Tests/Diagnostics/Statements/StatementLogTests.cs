using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

/// <summary>Statements are counted by pool and kind, whichever way they go.</summary>
public sealed class StatementLogTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_EF_Core_asks_and_changes_is_counted_with_its_rows()
    {
        await using var services = Nodes.On(database);
        var user = await services.RegisterAsync();
        var before = Counts(services);

        await services.PlanAsync(user);
        await services.PlanAsync(user);
        await services
            .GetRequiredService<IDatabase>()
            .ReadAsync(
                user,
                (db, token) => db.Set<Domain.Trips.Trip>().ToListAsync(token),
                CancellationToken.None
            );

        var after = Counts(services);
        (After("read", "SELECT").Count, After("read", "SELECT").Rows).ShouldBe((1, 2));
        After("write", "INSERT").Count.ShouldBe(2);
        After("read", "SELECT").Errors.ShouldBe(0);
        after[("read", "SELECT")].P99.ShouldBeGreaterThan(0);

        (long Count, long Rows, long Errors) After(string pool, string kind)
        {
            var (now, then) = (after[(pool, kind)], before.GetValueOrDefault((pool, kind)));

            return (
                now.Count - (then?.Count ?? 0),
                now.Rows - (then?.Rows ?? 0),
                now.Errors - (then?.Errors ?? 0)
            );
        }
    }

    [Fact]
    public async Task What_fails_is_counted_as_an_error()
    {
        await using var services = Nodes.On(database);

        await Should.ThrowAsync<PostgresException>(() =>
            services
                .GetRequiredService<IDatabase>()
                .ReadAsync(
                    TestUsers.Admin,
                    (db, token) =>
                        db.Database.SqlQuery<int>($"""SELECT 1 / 0 AS "Value" """).SingleAsync(token),
                    CancellationToken.None
                )
        );

        Counts(services)[("read", "SELECT")].Errors.ShouldBe(1);
    }

    [Fact]
    public async Task What_goes_past_EF_Core_is_counted_too()
    {
        await using var services = Nodes.On(database);
        var gateway = services.GetRequiredService<ISqlGateway>();

        await gateway.RowsAsync<int>(Identity.Service, $"SELECT n FROM generate_series(1, 7) AS n");
        await gateway.ExecuteAsync(Identity.Service, $"UPDATE destinations SET name = name WHERE false");
        await Should.ThrowAsync<PostgresException>(() =>
            gateway.ExecuteAsync(Identity.Service, $"DELETE FROM nothing")
        );

        var counts = Counts(services);
        (counts[("read", "SELECT")].Count, counts[("read", "SELECT")].Rows).ShouldBe((1, 7));
        counts[("write", "UPDATE")].Count.ShouldBe(1);
        counts[("write", "DELETE")].Errors.ShouldBe(1);
    }

    [Fact]
    public async Task Turned_off_nothing_is_counted()
    {
        await using var services = Nodes.On(database, settings: ("Diagnostics:Enabled", "false"));

        await services.RegisterAsync();
        await services
            .GetRequiredService<ISqlGateway>()
            .RowsAsync<int>(Identity.Service, $"SELECT n FROM generate_series(1, 7) AS n");

        Counts(services).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_statement_is_told_once_a_minute_with_its_shape_and_plan_and_no_value()
    {
        using var log = new LogCapture();
        await using var services = Nodes.On(
            database,
            log,
            clock: null,
            ("Diagnostics:SlowQueryMilliseconds", "50")
        );
        var plans = services.GetServices<IHostedService>().OfType<StatementPlans>().Single();
        await plans.StartAsync(CancellationToken.None);
        var gateway = services.GetRequiredService<ISqlGateway>();
        const string Secret = "nobody may read this";

        for (var i = 0; i < 3; i++)
        {
            await gateway.RowsAsync<string>(
                Identity.Service,
                $"SELECT name FROM destinations, pg_sleep(0.06) WHERE name = {Secret} OR name = 'literal'"
            );
        }

        var told = await UntilToldAsync(log);
        told.ShouldMatch("^Warning 1810 The statement [0-9a-f]{8} was slow: [0-9]+ ms in the pool read");
        told.ShouldMatch("plan [0-9a-f]{8}: SELECT name FROM destinations, pg_sleep");
        told.ShouldNotContain(Secret);
        told.ShouldNotContain("literal");
        log.Lines.Count(IsSlow).ShouldBe(1);
        var report = services.GetRequiredService<SlowStatements>().Report(10).ShouldHaveSingleItem();
        (report.Count, report.Pool).ShouldBe((3, "read"));
        report.Plan.ShouldNotBeNull();
        report.LongestMs.ShouldBeGreaterThan(50);
        await plans.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_plan_by_another_index_has_another_hash_and_the_same_has_the_same()
    {
        await using var services = Nodes.On(database);
        var plans = services.GetServices<IHostedService>().OfType<StatementPlans>().Single();

        var byKey = await plans.AskAsync("SELECT name FROM destinations WHERE id = @id");
        var byWords = await plans.AskAsync("SELECT name FROM destinations WHERE lower(name) = $1");

        byKey
            .ShouldNotBeNull()
            .ShouldBe(await plans.AskAsync("SELECT name FROM destinations WHERE id = @other"));
        byWords.ShouldNotBeNull().ShouldNotBe(byKey);
        (await plans.AskAsync("SELECT nonsense FROM nowhere")).ShouldBeNull();
    }

    [Fact]
    public async Task To_ask_for_the_plan_of_a_change_changes_nothing()
    {
        await using var services = Nodes.On(database);
        var plans = services.GetServices<IHostedService>().OfType<StatementPlans>().Single();
        await using var owner = await database.ConnectAsOwnerAsync();
        var before = await owner.AskAsync<long>("SELECT count(*) FROM users");

        (await plans.AskAsync("DELETE FROM users WHERE id IS NOT NULL")).ShouldNotBeNull();
        (await plans.AskAsync("DELETE FROM users; DELETE FROM trips")).ShouldBeNull();

        (await owner.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(before);
    }

    private static Dictionary<(string Pool, string Kind), StatementReport> Counts(
        IServiceProvider services
    ) =>
        services
            .GetRequiredService<StatementLog>()
            .Report()
            .ToDictionary(report => (report.Pool, report.Kind));

    private static async Task<string> UntilToldAsync(LogCapture log)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!log.Lines.Any(IsSlow))
        {
            await Task.Delay(10, patience.Token);
        }

        return log.Lines.First(IsSlow);
    }

    private static bool IsSlow(string line) => line.StartsWith("Warning 1810 ", StringComparison.Ordinal);
}
