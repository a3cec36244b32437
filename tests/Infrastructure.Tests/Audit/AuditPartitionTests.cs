using Enterprise.Infrastructure.Audit;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>The log has a partition for each month, made in time, and goes on without one.</summary>
public sealed class AuditPartitionTests : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>A month from now, as partitions are named, and where it begins.</summary>
    private const string Month = "to_char(now() AT TIME ZONE 'UTC' + $1 * interval '1 month', 'YYYY_MM')";

    private readonly TestDatabase _database = new();
    private NpgsqlConnection _superuser = null!;
    private NpgsqlConnection _app = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _superuser = await _database.ConnectAsAdminAsync();
        _app = await _database.ConnectAsAppAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _superuser.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task The_first_partitions_are_there_from_the_beginning_and_none_is_made_twice()
    {
        (await PartitionsAsync()).ShouldBe(await NamesAsync(0, 1, 2, 3));

        (await CreateAsync(3)).ShouldBe(0);

        (await PartitionsAsync()).ShouldBe(await NamesAsync(0, 1, 2, 3));
    }

    [Fact]
    public async Task The_service_makes_those_that_are_missing_closed_as_the_others()
    {
        await DropAsync(0, 2);

        await RunAsync(_database.Services);

        (await PartitionsAsync()).ShouldBe(await NamesAsync(0, 1, 2, 3));
        (
            await _superuser.ListAsync<string>(
                """
                SELECT relname::text FROM pg_class
                WHERE relname ~ '^audit_entries_' AND relkind = 'r'
                    AND NOT (relrowsecurity AND relforcerowsecurity
                        AND NOT EXISTS (SELECT FROM aclexplode(relacl) WHERE grantee <> relowner))
                """
            )
        ).ShouldBeEmpty();
        (
            await _superuser.AskAsync<bool>(
                """
                SELECT bool_and(indexes = 4) FROM (
                    SELECT count(*) AS indexes FROM pg_index
                    WHERE indrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_entries'::regclass)
                    GROUP BY indrelid) AS each
                """
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task An_entry_is_in_the_partition_of_its_month()
    {
        await _database.Services.RegisterAsync();

        (
            await _superuser.ListAsync<string>("SELECT DISTINCT tableoid::regclass::text FROM audit_entries")
        ).ShouldBe(await NamesAsync(0));
    }

    [Fact]
    public async Task Of_several_nodes_at_once_each_succeeds_and_one_does_the_work()
    {
        await DropAsync(1, 2, 3);
        var nodes = Enumerable.Range(0, 4).Select(_ => _database.ConnectAsAppAsync());

        var made = await Task.WhenAll(
            nodes.Select(async node =>
            {
                await using var connection = await node;

                return await connection.AskAsync<int>("SELECT create_audit_partitions(3)");
            })
        );

        made.ShouldBe([0, 0, 0, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_partition_for_them_entries_go_to_the_default_one_and_stay_there()
    {
        await DropAsync(0, 1, 2, 3);
        var user = await _database.Services.RegisterAsync();

        (await CreateAsync(1)).ShouldBe(1);

        (await PartitionsAsync()).ShouldBe(await NamesAsync(1));
        (
            await _superuser.ListAsync<string>(
                "SELECT tableoid::regclass::text FROM audit_entries WHERE owner_id = $1",
                user.UserId
            )
        ).ShouldBe(["audit_entries_default"]);
        (await _database.Services.RegisterAsync()).UserId.ShouldNotBe(user.UserId);
    }

    [Fact]
    public async Task A_partition_that_is_made_waits_for_no_transaction_that_writes()
    {
        await DropAsync(3);
        await using var writer = await _database.ConnectAsOwnerAsync();
        await using var open = await writer.BeginTransactionAsync();
        await writer.RunAsync(
            "INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at) VALUES (gen_random_uuid(), 'a@b.c', 'a@b.c', 'Ada', '{}', now(), now())"
        );

        (await CreateAsync(3)).ShouldBe(1);
        await open.CommitAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(25)]
    public async Task More_than_two_years_ahead_or_less_than_now_is_refused(int months) =>
        (await Should.ThrowAsync<PostgresException>(() => CreateAsync(months))).SqlState.ShouldBe(
            PostgresErrorCodes.InvalidParameterValue
        );

    [Fact]
    public async Task A_service_that_cannot_make_them_says_so_and_goes_on()
    {
        using var log = new LogCapture();
        await using var services = _database.CreateServices(
            settings: null,
            parts => parts.AddSingleton<ILoggerFactory>(log)
        );
        await _superuser.RunAsync("DROP FUNCTION create_audit_partitions");

        await RunAsync(services);

        log.Lines.Count(line => line.StartsWith("Warning 2000 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_looks_when_it_starts()
    {
        await DropAsync(3);
        await using var services = _database.CreateServices();
        var keeper = Keeper(services);

        await keeper.StartAsync(CancellationToken.None);
        await _superuser.UntilAsync($"SELECT to_regclass('audit_entries_' || {Month}) IS NOT NULL", 3);

        await keeper.StopAsync(CancellationToken.None);
    }

    private static AuditPartitions Keeper(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<AuditPartitions>().Single();

    private static Task RunAsync(IServiceProvider services) =>
        Keeper(services).MakeAsync(CancellationToken.None);

    private Task<int> CreateAsync(int months) =>
        _app.AskAsync<int>("SELECT create_audit_partitions($1)", months);

    private async Task<IReadOnlyList<string>> NamesAsync(params int[] months) =>
        [.. await Task.WhenAll(months.Select(NameAsync))];

    /// <summary>On a connection of its own, for several are asked at once.</summary>
    private async Task<string> NameAsync(int month)
    {
        await using var superuser = await _database.ConnectAsAdminAsync();

        return await superuser.AskAsync<string>($"SELECT 'audit_entries_' || {Month}", month);
    }

    private Task<IReadOnlyList<string>> PartitionsAsync() =>
        _superuser.ListAsync<string>(
            """
            SELECT inhrelid::regclass::text FROM pg_inherits
            WHERE inhparent = 'audit_entries'::regclass AND inhrelid <> 'audit_entries_default'::regclass ORDER BY 1
            """
        );

    private async Task DropAsync(params int[] months)
    {
        foreach (var name in await NamesAsync(months))
        {
            await _superuser.RunAsync($"DROP TABLE {name}");
        }
    }
}
