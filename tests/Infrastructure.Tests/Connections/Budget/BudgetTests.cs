using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Budget;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Budget;

public sealed class BudgetTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly LogCapture _log = new();

    [Theory]
    [InlineData(1, 77, 100, 3, 77, 77, true, 77)]
    [InlineData(1, 78, 100, 3, 78, 77, false, 77)]
    [InlineData(4, 50, 100, 3, 200, 77, false, 19)]
    [InlineData(100, 50, 100, 3, 5000, 77, false, 1)]
    public void Four_fifths_of_what_is_not_reserved_may_be_taken_by_all_nodes_together(
        int instances,
        int perInstance,
        int max,
        int reserved,
        int wanted,
        int allowed,
        bool isKept,
        int suggested
    )
    {
        var budget = new ConnectionBudget(instances, perInstance, max, reserved);

        (budget.Wanted, budget.Allowed, budget.IsKept, budget.Suggested).ShouldBe(
            (wanted, allowed, isKept, suggested)
        );
    }

    [Fact]
    public async Task The_server_is_asked_what_it_can_give()
    {
        await using var services = Nodes.On(
            database,
            _log,
            null,
            ("Database:Instances", "3"),
            ("Database:MaxConnections", "20")
        );
        await using var admin = await database.ConnectAsAdminAsync();

        var budget = await services.GetRequiredService<BudgetCheck>().CheckAsync(CancellationToken.None);

        (budget.Instances, budget.PerInstance).ShouldBe((3, 20));
        budget.Max.ShouldBe(await SettingAsync("max_connections"));
        budget.Reserved.ShouldBe(
            await SettingAsync("superuser_reserved_connections") + await SettingAsync("reserved_connections")
        );

        Task<int> SettingAsync(string name) => admin.AskAsync<int>("SELECT current_setting($1)::int", name);
    }

    [Theory]
    [InlineData("direct", 20)]
    [InlineData("transaction", 2)]
    public async Task What_goes_through_a_pooler_is_not_counted_unless_some_of_it_goes_past(
        string rawSql,
        int counted
    )
    {
        await using var services = Nodes.On(
            database,
            _log,
            null,
            ("Database:MaxConnections", "20"),
            ("ConnectionStrings:Transaction", $"{database.AppConnectionString};Application Name=pooler"),
            ("Database:Modes:RawSql", rawSql),
            ("Database:Modes:ExplicitTransaction", rawSql)
        );

        var budget = await services.GetRequiredService<BudgetCheck>().CheckAsync(CancellationToken.None);

        budget.PerInstance.ShouldBe(counted);
    }

    [Fact]
    public async Task A_budget_that_is_kept_is_told()
    {
        await using var services = Nodes.On(database, _log);

        await RunAsync(services);

        _log.Lines.ShouldContain(line =>
            line.StartsWith(
                "Information 1707 The pools of 1 instances may take 10 ",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task A_budget_that_is_not_kept_is_told_with_what_to_change()
    {
        await using var services = Nodes.On(
            database,
            _log,
            null,
            ("Database:Instances", "1000"),
            ("Database:MaxConnections", "10")
        );

        await RunAsync(services);

        _log.Lines.ShouldContain(line =>
            line.StartsWith(
                "Warning 1706 The pools of 1000 instances may take 10000",
                StringComparison.Ordinal
            ) && line.Contains("lower Database__MaxConnections to 1,", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_server_without_an_answer_is_no_reason_not_to_start()
    {
        await using var services = Nodes.At(Nodes.Nowhere, _log);

        await RunAsync(services);

        _log.Lines.ShouldContain(
            "Warning 1708 Could not ask the server for its limit of connections: DatabaseUnavailableException "
        );
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("1000", 1000)]
    public void The_number_of_nodes_is_a_setting(string? value, int instances) =>
        BudgetOptions.From(_ => value).Instances.ShouldBe(instances);

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public void A_number_of_nodes_out_of_range_is_refused_by_its_setting(string value) =>
        Should
            .Throw<InvalidSettingException>(() => BudgetOptions.From(_ => value))
            .Message.ShouldContain($"Database__Instances is '{value}'");

    public void Dispose() => _log.Dispose();

    private static async Task RunAsync(IServiceProvider services)
    {
        var check = services.GetRequiredService<BudgetCheck>();
        await check.StartAsync(CancellationToken.None);
        await check.ExecuteTask!;
    }
}
