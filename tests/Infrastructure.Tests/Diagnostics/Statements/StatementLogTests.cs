using Enterprise.Application.Destinations;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.ApiKeys;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

/// <summary>What is counted of statements, by whichever way they are sent.</summary>
public sealed class StatementLogTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private IDatabase Data => _services.GetRequiredService<IDatabase>();

    private ISqlGateway Gateway => _services.GetRequiredService<ISqlGateway>();

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        _services = Nodes.On(database);

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Questions_of_contexts_are_counted_with_their_rows()
    {
        for (var i = 0; i < 3; i++)
        {
            await AskAsync($"SELECT generate_series(1, 4) AS \"Value\"");
        }

        Report("read", "SELECT").ShouldBe((3, 0, 12));
        _services.GetRequiredService<StatementLog>().Report().ShouldHaveSingleItem().P50.ShouldBePositive();
    }

    [Fact]
    public async Task Changes_of_contexts_are_counted_by_their_kinds()
    {
        var user = await _services.RegisterAsync();
        Report("write", "INSERT").Count.ShouldBePositive();
        Report("write", "UPDATE").ShouldBe((0, 0, 0));

        await Data.WriteAsync(
            TestUsers.Admin,
            (db, token) =>
                db.Set<Domain.Users.User>()
                    .Where(each => each.Id == user.UserId)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.DisplayName, "Ada"), token),
            CancellationToken.None
        );
        Report("write", "UPDATE").ShouldBe((1, 0, 1));
    }

    [Fact]
    public async Task A_question_that_fails_is_an_error()
    {
        await Should.ThrowAsync<PostgresException>(() => AskAsync($"SELECT 1 / {0} AS \"Value\""));

        Report("read", "SELECT").ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_question_that_fails_while_its_rows_are_read_is_an_error()
    {
        await Should.ThrowAsync<PostgresException>(() =>
            AskAsync($"SELECT 1 / (5000 - n) AS \"Value\" FROM generate_series(1, 9000) n")
        );

        Report("read", "SELECT").ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_question_that_is_not_read_to_its_end_is_none()
    {
        await Data.ReadAsync(
            TestUsers.Admin,
            (db, token) =>
                db
                    .Database.SqlQuery<int>($"SELECT n AS \"Value\" FROM generate_series(1, 9) n")
                    .OrderBy(n => n)
                    .FirstAsync(token),
            CancellationToken.None
        );

        Report("read", "SELECT").ShouldBe((1, 0, 1));
    }

    [Fact]
    public async Task A_change_that_fails_is_an_error()
    {
        await Should.ThrowAsync<PostgresException>(() =>
            Data.WriteAsync(
                TestUsers.Admin,
                (db, token) => db.Database.ExecuteSqlAsync($"DELETE FROM trips WHERE 1 / {0} = 1", token),
                CancellationToken.None
            )
        );

        Report("write", "DELETE").ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task What_goes_through_the_gateway_is_counted_by_pool_and_kind()
    {
        await Gateway.RowsAsync<int>(Identity.Service, $"SELECT generate_series(1, {5})");
        await Gateway.CountAsync(
            Identity.Service,
            $"WITH t AS (SELECT 1) SELECT count(*) FROM t",
            SqlOptions.LongRunning
        );
        await Gateway.ExecuteAsync(Identity.Service, $"DELETE FROM trips WHERE false");
        await Should.ThrowAsync<PostgresException>(() =>
            Gateway.SingleAsync<int>(Identity.Service, $"SELECT 1 / {0}")
        );

        Report("read", "SELECT").ShouldBe((2, 1, 5));
        Report("long-running", "SELECT").ShouldBe((1, 0, 1));
        Report("write", "DELETE").ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Searches_and_checks_of_keys_are_counted_too()
    {
        var index = _services.GetRequiredService<IDestinationIndex>();
        (
            await Data.ReadAsync(
                TestUsers.Admin,
                (db, token) => index.FindPopularAsync(db, 5, token),
                CancellationToken.None
            )
        ).ShouldBeEmpty();
        Report("read", "SELECT").ShouldBe((1, 0, 0));

        (
            await _services
                .GetRequiredService<ApiKeyDirectory>()
                .FindAsync(new byte[32], CancellationToken.None)
        ).ShouldBeNull();
        Report("read", "SELECT").ShouldBe((2, 0, 0));
    }

    [Fact]
    public async Task Nothing_is_counted_where_that_is_turned_off()
    {
        await using var silent = Nodes.On(database, settings: ("Diagnostics:Enabled", "false"));
        await silent.RegisterAsync();
        await silent.GetRequiredService<ISqlGateway>().SingleAsync<int>(Identity.Service, $"SELECT 1");

        silent.GetRequiredService<StatementLog>().Report().ShouldBeEmpty();
    }

    private Task<List<int>> AskAsync(FormattableString sql) =>
        Data.ReadAsync(
            TestUsers.Admin,
            (db, token) => db.Database.SqlQuery<int>(sql).ToListAsync(token),
            CancellationToken.None
        );

    private (long Count, long Errors, long Rows) Report(string pool, string kind) =>
        _services
            .GetRequiredService<StatementLog>()
            .Report()
            .Where(report =>
                report.Pool.Equals(pool, StringComparison.Ordinal)
                && report.Kind.Equals(kind, StringComparison.Ordinal)
            )
            .Select(report => (report.Count, report.Errors, report.Rows))
            .SingleOrDefault();
}
