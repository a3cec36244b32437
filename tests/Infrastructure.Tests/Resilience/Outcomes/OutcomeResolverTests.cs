using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience.Outcomes;

public sealed class OutcomeResolverTests(TestDatabase database)
    : IClassFixture<TestDatabase>,
        IAsyncLifetime,
        IDisposable
{
    private readonly LogCapture _log = new();
    private ServiceProvider _services = null!;
    private NpgsqlConnection _connection = null!;
    private NpgsqlTransaction _transaction = null!;
    private TransactionMark _mark = null!;

    public async Task InitializeAsync()
    {
        _services = Nodes.On(database, _log);
        _connection = await database.ConnectAsAppAsync();
        _transaction = await _connection.BeginTransactionAsync();
        _mark = await TransactionMark.TakeAsync(_connection, Identity.Service);
    }

    [Fact]
    public async Task A_mark_is_the_transactions_id_and_the_history_in_which_it_was_given()
    {
        _mark.TransactionId.ShouldBe(await _connection.AskAsync<ulong>("SELECT pg_current_xact_id()"));

        await using var admin = await database.ConnectAsAdminAsync();
        var timeline = await admin.AskAsync<int>("SELECT timeline_id FROM pg_control_checkpoint()");
        var statistics = await admin.AskAsync<string>(
            "SELECT extract(epoch FROM stats_reset)::text FROM pg_stat_wal"
        );
        _mark.History.ShouldBe($"{timeline:X8}/{statistics}");
    }

    [Fact]
    public async Task What_was_committed_is_known_to_be()
    {
        await _transaction.CommitAsync();

        (await ResolveAsync(_mark)).ShouldBe(Outcome.Committed);

        _log.Lines.ShouldContain("Warning 1002 The outcome of a commit whose answer was lost: Committed ");
    }

    [Fact]
    public async Task What_was_rolled_back_is_known_to_be()
    {
        await _transaction.RollbackAsync();

        (await ResolveAsync(_mark)).ShouldBe(Outcome.RolledBack);
    }

    [Fact]
    public async Task What_is_still_under_way_is_asked_for_again()
    {
        var resolving = ResolveAsync(_mark);
        var pool = _services
            .GetRequiredService<ConnectionPools>()
            .For(ConnectionPurpose.Write, ConnectionMode.Direct);
        SpinWait.SpinUntil(() => pool.Statistics.Leases >= 2, Writers.Patience).ShouldBeTrue();
        resolving.IsCompleted.ShouldBeFalse();

        await _transaction.CommitAsync();

        (await resolving).ShouldBe(Outcome.Committed);
    }

    [Fact]
    public async Task What_stays_under_way_to_the_deadline_is_not_known()
    {
        (await ResolveAsync(_mark, TimeSpan.FromMilliseconds(200))).ShouldBe(Outcome.Unknown);

        _services.Lender().Report().Leases.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0000FFFF/$")]
    [InlineData("^/1.5")]
    public async Task An_id_of_another_history_may_be_another_transactions(string history)
    {
        await _transaction.CommitAsync();
        var own = _mark.History.Split('/');
        var other = _mark with
        {
            History = history
                .Replace("^", own[0], StringComparison.Ordinal)
                .Replace("$", own[1], StringComparison.Ordinal),
        };

        (await ResolveAsync(other)).ShouldBe(Outcome.Unknown);
        (await ResolveAsync(_mark)).ShouldBe(Outcome.Committed);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_tells_nothing()
    {
        await using var nowhere = Nodes.At(Nodes.Nowhere);

        (await ResolveAsync(_mark, TimeSpan.FromMilliseconds(200), nowhere)).ShouldBe(Outcome.Unknown);
    }

    [Fact]
    public async Task A_standby_cannot_tell()
    {
        await using var pair = await StandbyPair.CreateAsync();
        await using var primary = new NpgsqlConnection(pair.Primary.ConnectionString);
        await primary.OpenAsync();
        await using var transaction = await primary.BeginTransactionAsync();
        var mark = await TransactionMark.TakeAsync(primary, Identity.Service);
        await transaction.CommitAsync();
        await using var standby = Nodes.At(pair.Standby.ConnectionString);

        (await ResolveAsync(mark, TimeSpan.FromMilliseconds(500), standby)).ShouldBe(Outcome.Unknown);
    }

    public async Task DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _services.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

    private Task<Outcome> ResolveAsync(
        TransactionMark mark,
        TimeSpan? time = null,
        IServiceProvider? services = null
    ) =>
        (services ?? _services)
            .GetRequiredService<OutcomeResolver>()
            .ResolveAsync(
                mark,
                ConnectionMode.Direct,
                Deadline.After(time ?? Writers.Patience, TimeProvider.System)
            );
}
