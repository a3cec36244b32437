using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Resetting;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Infrastructure.Tests.Resetting;

/// <summary>The reset between tests, which Respawn must be able to take the place of.</summary>
public sealed class DatabaseResetTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DatabaseResetOptions KeepHistoryAndDestinations = new()
    {
        TablesToIgnore = ["__EFMigrationsHistory", "destinations"],
    };

    [Fact]
    public async Task The_schema_has_no_cycle_of_foreign_keys()
    {
        await using var connection = await database.ConnectAsOwnerAsync();
        var tables = (await ForeignKeyGraph.ReadAsync(connection)).ChildrenFirst();
        var names = tables.Select(table => table.Name).ToList();

        names.IndexOf("trips").ShouldBeLessThan(names.IndexOf("users"));
        names.IndexOf("api_keys").ShouldBeLessThan(names.IndexOf("users"));
        names.ShouldContain("__EFMigrationsHistory");
    }

    [Fact]
    public void A_cycle_of_foreign_keys_is_reported_with_its_tables()
    {
        TableName[] tables = [new("public", "a"), new("public", "b"), new("public", "c")];
        var graph = new ForeignKeyGraph(
            tables,
            [(tables[0], tables[1]), (tables[1], tables[2]), (tables[2], tables[1])]
        );

        Should
            .Throw<InvalidOperationException>(graph.ChildrenFirst)
            .Message.ShouldBe("Foreign keys form a cycle: b → c → b.");
    }

    [Fact]
    public async Task A_reset_by_the_owner_empties_all_but_the_ignored_tables()
    {
        var caller = await database.Services.RegisterAsync();
        await database.Services.PlanAsync(caller);
        await using var connection = await database.ConnectAsOwnerAsync();
        await connection.RunAsync(
            "INSERT INTO destinations VALUES (gen_random_uuid(), 'Graz', 'AT', 'A town.', '{}', 47.07, 15.44)"
        );
        var reset = await DatabaseReset.CreateAsync(connection, KeepHistoryAndDestinations);

        await reset.ResetAsync(connection);

        (await connection.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(0);
        (await connection.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(0);
        (await connection.AskAsync<long>("SELECT count(*) FROM destinations")).ShouldBe(1);
        (
            await connection.AskAsync<long>("""SELECT count(*) FROM "__EFMigrationsHistory" """)
        ).ShouldBePositive();
    }

    [Fact]
    public async Task A_schema_that_is_excluded_keeps_its_rows()
    {
        var caller = await database.Services.RegisterAsync();
        await using var connection = await database.ConnectAsOwnerAsync();
        var reset = await DatabaseReset.CreateAsync(
            connection,
            new DatabaseResetOptions { SchemasToExclude = ["public"] }
        );

        await reset.ResetAsync(connection);

        (
            await connection.AskAsync<bool>("SELECT EXISTS (SELECT FROM users WHERE id = $1)", caller.UserId)
        ).ShouldBeTrue();
    }
}
