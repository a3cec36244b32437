using System.Collections.Concurrent;
using System.Diagnostics;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Lengths;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.Infrastructure.Tests.Connections;

/// <summary>More want connections than there are.</summary>
public sealed class PoolPressureTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 100;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(FullLength.IsWanted ? 60 : 4);

    private static readonly (string Name, string Value)[] Settings =
    [
        ("Database:MaxConnections", "20"),
        // Everybody's turn comes, however busy the machine is.
        ("Database:RequestBudget", "61"),
        ("Database:ConnectTimeout", "60"),
    ];

    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _services = Nodes.On(_database, settings: Settings);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public Task A_hundred_clients_share_twenty_connections_without_an_error_or_a_leak() =>
        ShareAsync(_services);

    [Fact]
    public async Task Behind_a_pooler_in_transaction_mode_they_share_them_just_so()
    {
        await using var bouncer = await PgBouncer.StartAsync(
            new NpgsqlConnectionStringBuilder((await PostgresServer.GetAsync()).AdminConnectionString),
            PoolMode.Transaction
        );
        await using var pooled = Nodes.At(
            bouncer.Before(_database.AppConnectionString).ConnectionString,
            settings: Settings
        );

        await ShareAsync(pooled);
    }

    private async Task ShareAsync(IServiceProvider services)
    {
        var connections = services.GetRequiredService<IConnectionService>();
        var failures = new ConcurrentBag<Exception>();
        var (done, mostWaiting, mostOpen) = (0, 0, 0L);
        var watch = Stopwatch.StartNew();

        var clients = Enumerable
            .Range(0, Clients)
            .Select(number => Task.Run(() => WorkAsync(number)))
            .ToArray();

        while (watch.Elapsed < Length)
        {
            mostWaiting = Math.Max(mostWaiting, connections.Report().Pools.Sum(pool => pool.Waiting));
            mostOpen = Math.Max(mostOpen, await OpenAsync());
            await Task.Delay(20);
        }

        await Task.WhenAll(clients);
        var report = connections.Report();
        output.WriteLine(
            $"{done} units of work, {mostOpen} connections and {mostWaiting} waiting at the most"
        );

        failures.ShouldBeEmpty();
        mostOpen.ShouldBeLessThanOrEqualTo(20);
        mostWaiting.ShouldBeGreaterThan(0);
        report.Leases.ShouldBeEmpty();
        report.Pools.ShouldAllBe(pool => pool.Busy == 0 && pool.Waiting == 0 && pool.Timeouts == 0);
        report.Pools.Sum(pool => pool.Leases).ShouldBeGreaterThanOrEqualTo(done);

        async Task WorkAsync(int number)
        {
            var data = services.GetRequiredService<IDatabase>();

            while (watch.Elapsed < Length)
            {
                try
                {
                    await (
                        number % 2 == 0
                            ? data.ReadAsync(TestUsers.Admin, AskAsync, CancellationToken.None)
                            : data.WriteAsync(TestUsers.Admin, AskAsync, CancellationToken.None)
                    );
                    Interlocked.Increment(ref done);
                }
                catch (Exception exception)
                {
                    failures.Add(exception);
                }
            }
        }
    }

    [Fact]
    public async Task Ten_long_queries_do_not_stop_short_ones()
    {
        var connections = _services.GetRequiredService<IConnectionService>();
        var data = _services.GetRequiredService<IDatabase>();
        using var stop = new CancellationTokenSource();
        var reports = Enumerable.Range(0, 10).Select(_ => Task.Run(() => ReportAsync(stop.Token))).ToArray();

        while (!connections.Report().Pools.Any(pool => pool is { Name: "long-running", Busy: 2, Waiting: 8 }))
        {
            await Task.Delay(5);
        }

        for (var i = 0; i < 100; i++)
        {
            await data.ReadAsync(TestUsers.Admin, AskAsync, CancellationToken.None);
            await data.WriteAsync(TestUsers.Admin, AskAsync, CancellationToken.None);
        }

        reports.ShouldAllBe(report => !report.IsCompleted);
        await stop.CancelAsync();
        await Task.WhenAll(reports);

        async Task ReportAsync(CancellationToken end)
        {
            try
            {
                await using var lease = await connections.AcquireAsync(
                    ConnectionPurpose.LongRunning,
                    cancellationToken: end
                );
                await using var command = lease.Connection.CreateCommand();
                command.CommandText = "SELECT pg_sleep(15)";
                await command.ExecuteNonQueryAsync(end);
            }
            catch (OperationCanceledException)
            {
                // Long enough.
            }
        }
    }

    private static Task<int> AskAsync(DbContext db, CancellationToken token) =>
        db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\"").SingleAsync(token);

    private async Task<long> OpenAsync()
    {
        await using var admin = await _database.ConnectAsAdminAsync();

        return await admin.AskAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = $1",
            TestRoles.Application
        );
    }
}
