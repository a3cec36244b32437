using System.Data;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Network;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>What passes between the gateway and the server: how often, and what becomes of a lost answer.</summary>
public sealed class LostCommitTests : IClassFixture<ThingsDatabase>, IDisposedTests
{
    private readonly ThingsDatabase _things;
    private readonly TcpProxy _proxy;
    private readonly ServiceProvider _services;

    public LostCommitTests(ThingsDatabase things)
    {
        _things = things;
        var server = new NpgsqlConnectionStringBuilder(things.Database.AppConnectionString);
        _proxy = TcpProxy.Before(server.Host!, server.Port);
        (server.Host, server.Port) = ("127.0.0.1", _proxy.Port);
        _services = TestServices.Create(
            server.ConnectionString,
            things.Database.OwnerConnectionString,
            things.Database.Clock,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:RequestBudget"] = "60" }
        );
    }

    private ISqlGateway Gateway => _services.GetRequiredService<ISqlGateway>();

    [Fact]
    public Task A_change_whose_answer_to_the_commit_is_lost_is_made_once_and_succeeds() =>
        MustBeMadeOnceAsync(withoutAnswerTo: "COMMIT\0");

    [Fact]
    public async Task A_transaction_whose_answer_to_the_commit_is_lost_is_run_once_and_succeeds()
    {
        var id = await _things.AddAsync();
        var (robbed, runs) = (_proxy.WithholdAnswerTo("COMMIT\0"), 0);

        var change = Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.Serializable,
            async transaction =>
            {
                runs++;

                return await transaction.SingleAsync<int>(
                    $"UPDATE things SET n = n + 1 WHERE id = {id} RETURNING n"
                );
            }
        );
        await robbed;
        _proxy.Heal();

        (await change, runs).ShouldBe((1, 1));
        (await _things.CountOfAsync(id)).ShouldBe(1);
    }

    [Fact]
    public Task A_change_whose_own_answer_is_lost_is_repeated_and_made_once() =>
        MustBeMadeOnceAsync(withoutAnswerTo: "UPDATE things");

    [Fact]
    public async Task Many_statements_take_as_many_round_trips_as_one()
    {
        var id = await _things.AddAsync();
        await RoundTripsAsync(1);

        (await RoundTripsAsync(20)).ShouldBe(await RoundTripsAsync(1));
        (await RoundTripsAsync(20)).ShouldBe(3);

        async Task<int> RoundTripsAsync(int statements)
        {
            var before = _proxy.RoundTrips;
            await Gateway.ExecuteManyAsync(
                Identity.Service,
                Enumerable
                    .Range(0, statements)
                    .Select(n => SqlStatement.From($"UPDATE things SET n = {n} WHERE id = {id}"))
            );

            return _proxy.RoundTrips - before;
        }
    }

    [Fact]
    public async Task A_question_takes_one_round_trip()
    {
        await Gateway.SingleAsync<int>(Identity.Service, $"SELECT 1");
        var before = _proxy.RoundTrips;

        await Gateway.SingleAsync<int>(
            Identity.Service,
            $"SELECT 1",
            SqlOptions.LongRunning with
            {
                Purpose = null,
            }
        );

        (_proxy.RoundTrips - before).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    private async Task MustBeMadeOnceAsync(string withoutAnswerTo)
    {
        var id = await _things.AddAsync();
        var robbed = _proxy.WithholdAnswerTo(withoutAnswerTo);

        var change = Gateway.ExecuteAsync(Identity.Service, $"UPDATE things SET n = n + 1 WHERE id = {id}");
        await robbed;
        _proxy.Heal();

        (await change).ShouldBe(1);
        (await _things.CountOfAsync(id)).ShouldBe(1);
    }
}
