using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Caching.SecondLevel;
using Enterprise.Infrastructure.Notifications;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>A node that remembers what it reads of a database, and hears of changes; its clock stands still.</summary>
internal sealed class CacheNode : IAsyncDisposable
{
    /// <summary>By when a change is to be seen by all nodes.</summary>
    public static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(200);

    private readonly ServiceProvider _services;
    private readonly NotificationListener _listener;
    private int _reads;

    private CacheNode(ServiceProvider services)
    {
        _services = services;
        _listener = services.GetServices<IHostedService>().OfType<NotificationListener>().Single();
    }

    public ManualClock Clock => (ManualClock)_services.GetRequiredService<TimeProvider>();

    public IServiceProvider Services => _services;

    public IQueryCache Cache => _services.GetRequiredService<IQueryCache>();

    /// <summary>How often the database was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public static Task<CacheNode> StartAsync(
        TestDatabase database,
        params (string Name, string Value)[] settings
    ) => StartAsync(database, logs: null, settings);

    public static async Task<CacheNode> StartAsync(
        TestDatabase database,
        ILoggerFactory? logs,
        params (string Name, string Value)[] settings
    )
    {
        var node = new CacheNode(
            database.CreateServices(
                settings.ToDictionary(setting => setting.Name, setting => setting.Value),
                services =>
                {
                    services.AddSingleton<TimeProvider>(new ManualClock());

                    if (logs is not null)
                    {
                        services.AddSingleton<ILoggerFactory>(logs);
                    }
                }
            )
        );
        await node._listener.StartAsync(CancellationToken.None);
        await node.UntilLiveAsync();

        return node;
    }

    /// <summary>Lets time pass, and the listener be asked since.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await UntilLiveAsync();
    }

    /// <summary>What is remembered or read of a query, as text.</summary>
    /// <param name="query">The query.</param>
    /// <param name="sql">How the database is asked: a text.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="arguments">Under which arguments it is remembered.</param>
    /// <param name="meanwhile">What happens between the answer of the database and its arrival.</param>
    public async Task<CachedJson?> AskAsync(
        CachedQuery<string> query,
        FormattableString sql,
        Caller? caller = null,
        string arguments = "",
        Func<Task>? meanwhile = null
    ) =>
        await Cache.ReadAsync(
            query,
            caller ?? TestUsers.Admin,
            arguments,
            async (db, token) =>
            {
                Interlocked.Increment(ref _reads);
                var answer = await db.Database.SqlQuery<string?>(sql).SingleAsync(token);
                await (meanwhile?.Invoke() ?? Task.CompletedTask);

                return answer;
            },
            CancellationToken.None
        );

    public async Task UntilLiveAsync()
    {
        var link = _services.GetRequiredService<NotificationLink>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!link.IsLive)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Waits until the second level knows that this node listens.</summary>
    public async Task UntilSecondLevelStandsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!await IsSecondLevelUsedAsync())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Whether it would be asked now; if not, it is tried.</summary>
    public async Task<bool> IsSecondLevelUsedAsync()
    {
        var losses = _services.GetRequiredService<ChangeLog>().PositionOf([]).Losses;

        return await _services.GetRequiredService<Renewals>().StandAsync(losses) is not null;
    }

    /// <summary>Listens again.</summary>
    public async Task ListenAsync()
    {
        await _listener.StartAsync(CancellationToken.None);
        await UntilLiveAsync();
    }

    /// <summary>Hears nothing any more.</summary>
    public Task LoseTouchAsync() => _listener.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await LoseTouchAsync();
        await _services.DisposeAsync();
    }
}
