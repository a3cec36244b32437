using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>Questions in SQL: how rows are mapped, and what a question may not do.</summary>
public sealed class QuestionTests(ThingsDatabase things) : IClassFixture<ThingsDatabase>
{
    private static readonly DateTimeOffset Seen = new(2027, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private ISqlGateway Gateway => things.Gateway;

    [Fact]
    public async Task Values_of_every_kind_come_back_as_they_went_in()
    {
        var id = ThingsDatabase.NewId();
        string[] tags = ["a", "b'; --"];
        var born = new DateOnly(9999, 12, 31);
        await Gateway.ExecuteAsync(
            Identity.Service,
            $"""
            INSERT INTO things (id, name, tags, born_on, seen_at, doc)
            VALUES ({id}, {"Ada"}, {tags}, {born}, {Seen}, {"""{"a": 1}"""}::jsonb)
            """
        );

        var thing = await Gateway.SingleAsync<Thing>(
            Identity.Service,
            $"SELECT id, name, tags, born_on, seen_at, doc, n FROM things WHERE id = {id}"
        );

        thing.ShouldNotBeNull();
        thing.Tags.ShouldBe(tags);
        (thing with { Tags = null }).ShouldBe(new Thing(id, "Ada", null, born, Seen, """{"a": 1}""", 0));
    }

    [Fact]
    public async Task Null_is_stored_found_and_mapped_as_null()
    {
        var id = await things.AddAsync(name: null);

        var thing = await Gateway.SingleAsync<Thing>(
            Identity.Service,
            $"SELECT id, name, tags, born_on, seen_at, doc, n FROM things WHERE id = {id} AND name IS NULL"
        );

        thing.ShouldBe(new Thing(id, null, null, null, null, null, 0));
    }

    [Fact]
    public async Task Columns_with_underscores_are_mapped_to_properties_in_any_order()
    {
        var id = await things.AddAsync();
        await Gateway.ExecuteAsync(Identity.Service, $"UPDATE things SET seen_at = {Seen} WHERE id = {id}");

        var thing = await Gateway.SingleAsync<SeenThing>(
            Identity.Service,
            $"SELECT seen_at, id FROM things WHERE id = {id}"
        );

        (thing!.Id, thing.SeenAt).ShouldBe((id, Seen));
    }

    [Fact]
    public async Task One_column_is_mapped_to_a_value()
    {
        (await Gateway.SingleAsync<int>(Identity.Service, $"SELECT {7}")).ShouldBe(7);
        (await Gateway.SingleAsync<string>(Identity.Service, $"SELECT {"x"}")).ShouldBe("x");
        (await Gateway.SingleAsync<DateOnly>(Identity.Service, $"SELECT date '2027-03-14'")).ShouldBe(
            new DateOnly(2027, 3, 14)
        );
        (await Gateway.SingleAsync<DateTimeOffset>(Identity.Service, $"SELECT {Seen}")).ShouldBe(Seen);
        (await Gateway.SingleAsync<int[]>(Identity.Service, $"SELECT ARRAY[1, 2]")).ShouldBe([1, 2]);
        (await Gateway.SingleAsync<int?>(Identity.Service, $"SELECT NULL::int")).ShouldBeNull();
        (await Gateway.SingleAsync<long>(Identity.Service, $"SELECT 7")).ShouldBe(7L);
        (
            await Gateway.RowsAsync<Guid>(
                Identity.Service,
                $"SELECT gen_random_uuid() FROM generate_series(1, 3)"
            )
        ).Count.ShouldBe(3);
        (await Gateway.RowsAsync<string?>(Identity.Service, $"SELECT NULL::text")).ShouldBe([null]);
    }

    [Fact]
    public async Task No_row_is_the_default()
    {
        (
            await Gateway.SingleAsync<SeenThing>(
                Identity.Service,
                $"SELECT id, seen_at FROM things WHERE false"
            )
        ).ShouldBeNull();
        (
            await Gateway.SingleAsync<int?>(Identity.Service, $"SELECT n FROM things WHERE false")
        ).ShouldBeNull();
        (await Gateway.RowsAsync<int>(Identity.Service, $"SELECT n FROM things WHERE false")).ShouldBeEmpty();
        (await Gateway.CountAsync(Identity.Service, $"SELECT count(*) FROM things WHERE false")).ShouldBe(0);
    }

    [Fact]
    public Task Two_rows_where_one_is_wanted_are_refused() =>
        Should.ThrowAsync<InvalidOperationException>(() =>
            Gateway.SingleAsync<int>(Identity.Service, $"SELECT n FROM generate_series(1, 2) n")
        );

    [Theory]
    [InlineData("'; DROP TABLE things; --")]
    [InlineData("$1")]
    [InlineData("\\'; SELECT 1; --")]
    [InlineData("$$; DROP TABLE things; $$")]
    public async Task A_value_is_a_value_whatever_it_looks_like(string name)
    {
        var id = await things.AddAsync(name);

        (
            await Gateway.SingleAsync<string>(
                Identity.Service,
                $"SELECT name FROM things WHERE id = {id} AND name = {name}"
            )
        ).ShouldBe(name);
    }

    [Fact]
    public async Task Parts_and_names_are_spliced_into_a_question()
    {
        var id = await things.AddAsync("spliced");
        var filter = SqlStatement.From($"id = {id} AND name = {"spliced"}");

        (
            await Gateway.CountAsync(
                Identity.Service,
                $"SELECT count(*) FROM {SqlIdentifier.Of("things")} WHERE n = {0} AND {filter} AND n < {5}"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_passes_for_a_question_is_refused_by_the_server_and_not_repeated()
    {
        var id = await things.AddAsync();
        using var log = new LogCapture();
        await using var services = things.CreatePatient(log);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() =>
            services
                .GetRequiredService<ISqlGateway>()
                .SingleAsync<int>(
                    Identity.Service,
                    $"UPDATE things SET n = n + 1 WHERE id = {id} RETURNING n"
                )
        );

        refusal.Message.ShouldContain("UPDATE");
        (await things.CountOfAsync(id)).ShouldBe(0);
        log.Lines.ShouldNotContain(line => line.StartsWith("Warning 1000 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_refuses_for_good_is_what_it_said()
    {
        var failure = await Should.ThrowAsync<PostgresException>(() =>
            Gateway.RowsAsync<int>(
                Identity.Service,
                $"SELECT nonsense FROM things WHERE name = {"a secret value"}"
            )
        );

        failure.SqlState.ShouldBe(PostgresErrorCodes.UndefinedColumn);
        failure.ToString().ShouldNotContain("a secret value");
    }

    [Fact]
    public async Task A_question_whose_session_ends_is_asked_again()
    {
        var id = await things.AddAsync("asked again");
        await using var services = things.CreatePatient();
        await using var holder = await things.Database.ConnectAsOwnerAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("LOCK TABLE things IN ACCESS EXCLUSIVE MODE");

        var question = services
            .GetRequiredService<ISqlGateway>()
            .SingleAsync<string>(Identity.Service, $"SELECT name FROM things WHERE id = {id}");
        await using var observer = await things.Database.ConnectAsAdminAsync();
        await things.Database.KillAsync((await observer.UntilWaitingAsync(1))[0]);
        await observer.UntilWaitingAsync(1);
        await hold.RollbackAsync();

        (await question).ShouldBe("asked again");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_unavailable()
    {
        await using var services = things.Database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:MaxConnections"] = "1" }
        );
        await using var taken = await services
            .GetRequiredService<IConnectionService>()
            .AcquireAsync(ConnectionPurpose.Read);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            services.GetRequiredService<ISqlGateway>().CountAsync(Identity.Service, $"SELECT 1")
        );

        (failure.Reason, failure.OutcomeUnknown).ShouldBe(("pool_exhausted", false));
    }

    private sealed record Thing(
        Guid Id,
        string? Name,
        string[]? Tags,
        DateOnly? BornOn,
        DateTimeOffset? SeenAt,
        string? Doc,
        int N
    );

    private sealed class SeenThing
    {
        public Guid Id { get; init; }

        public DateTimeOffset SeenAt { get; init; }
    }
}
