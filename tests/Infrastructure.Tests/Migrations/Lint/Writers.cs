using System.Collections.Concurrent;
using System.Diagnostics;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Migrations.Lint;

/// <summary>Clients that change trips two hundred times a second, and note how long each change took.</summary>
internal sealed class Writers : IAsyncDisposable
{
    private const int Clients = 14;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private Task _work = Task.CompletedTask;

    /// <summary>How many changes were made.</summary>
    public int Count => _times.Count;

    /// <summary>How long the longest of them took.</summary>
    public TimeSpan Longest => _times.Max();

    public static Writers Start(TestDatabase database, string sql)
    {
        var writers = new Writers();
        writers._work = Task.WhenAll(
            Enumerable.Range(0, Clients).Select(_ => writers.WriteAsync(database, sql))
        );

        return writers;
    }

    /// <summary>Returns once so many more changes were made.</summary>
    public async Task UntilMoreAsync(int changes)
    {
        for (var wanted = Count + changes; Count < wanted; )
        {
            await Task.WhenAny(_work, Task.Delay(10));
            _work.IsFaulted.ShouldBeFalse($"{_work.Exception}");
        }
    }

    /// <summary>Ends it; a change that failed is told here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }

    private async Task WriteAsync(TestDatabase database, string sql)
    {
        await using var app = await database.ConnectAsAppAsync();

        while (!_end.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await app.RunAsync(sql);
            _times.Enqueue(Stopwatch.GetElapsedTime(began));
            await Task.WhenAny(Task.Delay(Pause, _end.Token));
        }
    }
}
