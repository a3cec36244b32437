using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>Changes in SQL: what they return, and that each is made once or not at all.</summary>
public sealed class ChangeTests(ThingsDatabase things) : IClassFixture<ThingsDatabase>
{
    private static readonly SqlIdentifier Table = SqlIdentifier.Of("things");
    private static readonly IReadOnlyList<SqlIdentifier> Columns = SqlIdentifier.List("id", "name", "n");
    private static readonly IReadOnlyList<SqlIdentifier> Key = SqlIdentifier.List("id");

    private ISqlGateway Gateway => things.Gateway;

    [Fact]
    public async Task A_change_tells_how_many_rows_it_changed()
    {
        var id = await things.AddAsync();

        (await Gateway.ExecuteAsync(Identity.Service, $"UPDATE things SET n = {5} WHERE id = {id}")).ShouldBe(
            1
        );
        (await Gateway.ExecuteAsync(Identity.Service, $"UPDATE things SET n = {5} WHERE false")).ShouldBe(0);
        (await Gateway.ExecuteAsync(Identity.Service, $"SELECT {1}")).ShouldBe(0);
        (await things.CountOfAsync(id)).ShouldBe(5);
    }

    [Fact]
    public async Task Several_statements_change_all_their_rows()
    {
        var ids = new[] { await things.AddAsync(), await things.AddAsync() };

        var changed = await Gateway.ExecuteManyAsync(
            Identity.Service,
            ids.Select(id => SqlStatement.From($"UPDATE things SET n = n + 1 WHERE id = {id}"))
        );

        changed.ShouldBe(2);
        (await things.CountOfAsync(ids[0])).ShouldBe(1);
        (await Gateway.ExecuteManyAsync(Identity.Service, [])).ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_statements_none_is_made_if_one_fails()
    {
        var id = await things.AddAsync();

        await Should.ThrowAsync<PostgresException>(() =>
            Gateway.ExecuteManyAsync(
                Identity.Service,
                [$"UPDATE things SET n = 1 WHERE id = {id}", $"UPDATE things SET n = 100 WHERE id = {id}"]
            )
        );

        (await things.CountOfAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task An_upsert_inserts_what_is_new_and_updates_what_is_there()
    {
        var (old, added) = (await things.AddAsync("old"), ThingsDatabase.NewId());

        var changed = await Gateway.UpsertAsync(
            Identity.Service,
            Table,
            Columns,
            Key,
            [
                [added, null, 1],
                [old, "'; DROP TABLE things; --", 2],
            ]
        );

        changed.ShouldBe(2);
        (
            await Gateway.SingleAsync<string>(
                Identity.Service,
                $"SELECT name FROM things WHERE id = {old} AND n = 2"
            )
        ).ShouldBe("'; DROP TABLE things; --");
        (await things.CountOfAsync(added)).ShouldBe(1);
    }

    [Fact]
    public async Task An_upsert_of_more_rows_than_one_statement_holds_is_made_whole()
    {
        var rows = Enumerable
            .Range(0, 2500)
            .Select(_ => new object?[] { ThingsDatabase.NewId(), "many", 3 })
            .ToList();

        (await Gateway.UpsertAsync(Identity.Service, Table, Columns, Key, rows)).ShouldBe(2500);
        (
            await Gateway.CountAsync(Identity.Service, $"SELECT count(*) FROM things WHERE name = {"many"}")
        ).ShouldBe(2500);

        rows.Add([ThingsDatabase.NewId(), "many", 100]);
        await Should.ThrowAsync<PostgresException>(() =>
            Gateway.UpsertAsync(
                Identity.Service,
                Table,
                Columns,
                Key,
                rows.Select(row => new[] { row[0], "changed", row[2] })
            )
        );
        (
            await Gateway.CountAsync(
                Identity.Service,
                $"SELECT count(*) FROM things WHERE name = {"changed"}"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task An_upsert_of_nothing_but_a_key_leaves_what_is_there()
    {
        var id = await things.AddAsync("kept");

        (
            await Gateway.UpsertAsync(
                Identity.Service,
                Table,
                Key,
                Key,
                [
                    [id],
                ]
            )
        ).ShouldBe(0);
        (await Gateway.UpsertAsync(Identity.Service, Table, Key, Key, [])).ShouldBe(0);
    }

    [Fact]
    public async Task An_upsert_whose_columns_and_values_do_not_fit_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            Gateway.UpsertAsync(
                Identity.Service,
                Table,
                Columns,
                Key,
                [
                    [ThingsDatabase.NewId()],
                ]
            )
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            Gateway.UpsertAsync(Identity.Service, Table, Key, SqlIdentifier.List("n"), [])
        );
    }

    [Fact]
    public async Task A_function_is_called_for_its_value()
    {
        var id = await things.AddAsync();

        (await Gateway.CallAsync<int>(Identity.Service, SqlIdentifier.Of("add_to_thing"), [id, 3])).ShouldBe(
            3
        );
        (
            await Gateway.CallAsync<int>(
                Identity.Service,
                SqlIdentifier.Of("public", "twice"),
                [21],
                isReadOnly: true
            )
        ).ShouldBe(42);
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Gateway.CallAsync<int>(
                Identity.Service,
                SqlIdentifier.Of("add_to_thing"),
                [id, 3],
                isReadOnly: true
            )
        );
        (await things.CountOfAsync(id)).ShouldBe(3);
    }

    [Fact]
    public async Task A_change_whose_session_is_ended_midway_is_repeated_and_made_once()
    {
        var id = await things.AddAsync();
        await using var services = things.CreatePatient();
        await using var holder = await things.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM things WHERE id = $1 FOR UPDATE", id);

        var change = services
            .GetRequiredService<ISqlGateway>()
            .ExecuteAsync(Identity.Service, $"UPDATE things SET n = n + 1 WHERE id = {id}");
        await using var observer = await things.Database.ConnectAsAdminAsync();
        await things.Database.KillAsync((await observer.UntilWaitingAsync(1))[0]);
        await observer.UntilWaitingAsync(1);
        await hold.RollbackAsync();

        (await change).ShouldBe(1);
        (await things.CountOfAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_is_not_begun_for_a_caller_who_has_gone()
    {
        var id = await things.AddAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Gateway.ExecuteAsync(
                Identity.Service,
                $"UPDATE things SET n = 1 WHERE id = {id}",
                cancellationToken: new CancellationToken(canceled: true)
            )
        );

        (await things.CountOfAsync(id)).ShouldBe(0);
    }
}
