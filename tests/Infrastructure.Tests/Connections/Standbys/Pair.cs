using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

/// <summary>A primary, its standby, and the data layer on both, with one table of numbers.</summary>
public sealed class Pair : IAsyncLifetime, IAsyncDisposable
{
    private ServiceProvider _services = null!;

    /// <summary>The servers.</summary>
    public StandbyPair Servers { get; private set; } = null!;

    /// <summary>What the data layer has logged.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>The data layer.</summary>
    public IServiceProvider Services => _services;

    internal StandbyMonitor Monitor => _services.GetRequiredService<StandbyMonitor>();

    private IDatabase Database => _services.GetRequiredService<IDatabase>();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Servers = await StandbyPair.CreateAsync();
        await using (var primary = new NpgsqlConnection(Servers.Primary.ConnectionString))
        {
            await primary.OpenAsync();
            await primary.RunAsync("CREATE TABLE numbers (n int PRIMARY KEY)");
        }

        await Servers.UntilCaughtUpAsync();
        _services = Nodes.At(
            new NpgsqlConnectionStringBuilder(Servers.Primary.ConnectionString)
            {
                Host = $"127.0.0.1:{Servers.Primary.Port},127.0.0.1:{Servers.Standby.Port}",
                Pooling = true,
            }.ConnectionString,
            Log,
            settings: ("Database:MaxStandbyLagSeconds", "1")
        );
    }

    /// <summary>Adds a number, through the data layer.</summary>
    public Task<int> AddAsync(int n) =>
        Database.WriteAsync(
            TestUsers.Admin,
            (db, token) => db.Database.ExecuteSqlAsync($"INSERT INTO numbers VALUES ({n})", token),
            CancellationToken.None
        );

    /// <summary>Whether a number is there, as a read of the data layer sees it.</summary>
    public Task<bool> SeesAsync(int n) =>
        AskAsync($"SELECT EXISTS (SELECT FROM numbers WHERE n = {n}) AS \"Value\"");

    /// <summary>Whether a read of the data layer goes to a standby.</summary>
    public Task<bool> ReadsStandbyAsync() => AskAsync($"SELECT pg_is_in_recovery() AS \"Value\"");

    /// <summary>Waits until reads go to the standby.</summary>
    public async Task UntilReadsStandbyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!await ReadsStandbyAsync())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Servers.DisposeAsync();
        Log.Dispose();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private Task<bool> AskAsync(FormattableString sql) =>
        Database.ReadAsync(
            TestUsers.Admin,
            (db, token) => db.Database.SqlQuery<bool>(sql).SingleAsync(token),
            CancellationToken.None
        );
}
