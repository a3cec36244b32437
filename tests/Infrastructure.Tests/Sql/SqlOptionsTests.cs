using System.Data;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>Where calls go, and how long they may take.</summary>
public sealed class SqlOptionsTests : IClassFixture<ThingsDatabase>, IDisposedTests
{
    private readonly ThingsDatabase _things;
    private readonly ServiceProvider _services;

    public SqlOptionsTests(ThingsDatabase things)
    {
        _things = things;
        _services = things.Database.CreateServices();
    }

    private ISqlGateway Gateway => _services.GetRequiredService<ISqlGateway>();

    [Fact]
    public async Task Questions_changes_and_long_work_take_from_pools_of_their_own()
    {
        await Gateway.SingleAsync<int>(Identity.Service, $"SELECT 1");
        Leases().ShouldBe((1, 0, 0));

        await Gateway.ExecuteAsync(Identity.Service, $"SELECT 1");
        await Gateway.TransactionAsync(
            Identity.Service,
            IsolationLevel.ReadCommitted,
            _ => Task.FromResult(0)
        );
        Leases().ShouldBe((1, 2, 0));

        await Gateway.SingleAsync<int>(Identity.Service, $"SELECT 1", SqlOptions.LongRunning);
        await Gateway.ExecuteAsync(Identity.Service, $"SELECT 1", SqlOptions.LongRunning);
        Leases().ShouldBe((1, 2, 2));

        (long, long, long) Leases() =>
            (
                ThingsDatabase.LeasesOf(_services, "read"),
                ThingsDatabase.LeasesOf(_services, "write"),
                ThingsDatabase.LeasesOf(_services, "long-running")
            );
    }

    [Fact]
    public async Task Long_work_has_the_time_of_its_purpose_whatever_the_role_is_allowed()
    {
        await using var admin = await _things.Database.ConnectAsAdminAsync();
        await admin.RunAsync(
            $"ALTER ROLE {TestRoles.Application} IN DATABASE {_things.Database.Name} SET statement_timeout = '300ms'"
        );
        await using var services = _things.Database.CreateServices();
        var gateway = services.GetRequiredService<ISqlGateway>();
        const string shown = "5min";

        (await gateway.SingleAsync<string>(Identity.Service, $"SHOW statement_timeout")).ShouldBe("300ms");
        (
            await gateway.SingleAsync<string>(
                Identity.Service,
                $"SHOW statement_timeout",
                SqlOptions.LongRunning
            )
        ).ShouldBe(shown);
        await gateway.SingleAsync<int>(
            Identity.Service,
            $"SELECT 1 FROM pg_sleep(0.6)",
            SqlOptions.LongRunning
        );
        await gateway.ExecuteAsync(Identity.Service, $"SELECT pg_sleep(0.6)", SqlOptions.LongRunning);
        (
            await gateway.TransactionAsync(
                Identity.Service,
                IsolationLevel.ReadCommitted,
                transaction => transaction.SingleAsync<string>($"SHOW statement_timeout"),
                SqlOptions.LongRunning
            )
        ).ShouldBe(shown);
        (
            await gateway.SingleAsync<string>(
                Identity.Service,
                $"SHOW statement_timeout",
                new SqlOptions { Purpose = null }
            )
        ).ShouldBe("300ms");

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            gateway.ExecuteAsync(Identity.Service, $"SELECT pg_sleep(0.6)")
        );
        (failure.Reason, failure.OutcomeUnknown).ShouldBe(("query_canceled", false));
    }

    [Fact]
    public async Task A_time_of_its_own_ends_a_statement_and_leaves_no_trace_in_its_session()
    {
        var options = new SqlOptions { Timeout = TimeSpan.FromMilliseconds(200) };

        var question = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            Gateway.SingleAsync<string>(Identity.Service, $"SELECT 'x' FROM pg_sleep(60)", options)
        );
        var change = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            Gateway.ExecuteAsync(Identity.Service, $"SELECT pg_sleep(60)", options)
        );

        (question.Reason, change.Reason).ShouldBe(("query_canceled", "query_canceled"));
        (await Gateway.SingleAsync<string>(Identity.Service, $"SHOW statement_timeout")).ShouldNotBe("200ms");
        (await Gateway.SingleAsync<string>(Identity.Service, $"SHOW transaction_read_only")).ShouldBe("on");
        await Gateway.ExecuteAsync(
            Identity.Service,
            $"DELETE FROM things WHERE false",
            new SqlOptions { Purpose = ConnectionPurpose.Read }
        );
    }

    [Fact]
    public async Task A_way_or_a_server_is_as_good_as_another_where_there_is_but_one()
    {
        foreach (var mode in Enum.GetValues<ConnectionMode>())
        {
            foreach (var server in Enum.GetValues<ServerChoice>())
            {
                var options = new SqlOptions { Mode = mode, Server = server };
                (await Gateway.SingleAsync<int>(Identity.Service, $"SELECT 7", options)).ShouldBe(7);
            }
        }
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            Gateway.ExecuteAsync(
                Identity.Service,
                $"SELECT 1",
                new SqlOptions { Server = ServerChoice.StandbyFirst }
            )
        );
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Gateway.ExecuteAsync(Identity.Service, $"SELECT 1", new SqlOptions { Timeout = TimeSpan.Zero })
        );
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
