using System.Collections.Concurrent;
using System.Diagnostics;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>Clients that write and read without a pause until they are stopped, and what they were answered.</summary>
internal sealed class Load(ApiClient client) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Reply> _replies = new();
    private readonly List<Task> _clients = [];

    /// <summary>All replies so far.</summary>
    public IReadOnlyCollection<Reply> Replies => _replies;

    /// <summary>The trips whose creation was acknowledged.</summary>
    public IReadOnlyList<Guid> Acknowledged =>
        [.. _replies.Where(reply => reply is { Kind: "write", IsSuccess: true }).Select(reply => reply.Id)];

    /// <summary>Clients that make trips, each request once; with a key of its own where that is asked for.</summary>
    public Load Write(int clients, bool withKeys = false, TimeSpan pause = default) =>
        Start(
            clients,
            "write",
            () =>
                withKeys
                    ? client.PostAsync(
                        Paths.Trips,
                        TripBody.With(),
                        ("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString())
                    )
                    : client.PostAsync(Paths.Trips, TripBody.With()),
            pause
        );

    /// <summary>Clients that read lists.</summary>
    public Load Read(int clients, TimeSpan pause = default) =>
        Start(clients, "read", () => client.GetAsync($"{Paths.Trips}?limit=1"), pause);

    /// <summary>Waits until so many replies of a kind have this status, counted from now on.</summary>
    public async Task UntilAsync(string kind, int status, int count)
    {
        var goal = Count(kind, status) + count;
        var watch = Stopwatch.StartNew();

        while (Count(kind, status) < goal)
        {
            (watch.Elapsed < Patience).ShouldBeTrue($"{count} × {status} to {kind}: {Summary()}");
            await Task.Delay(Pause);
        }
    }

    public int Count(string kind, int status) =>
        _replies.Count(reply => reply.Status == status && reply.Kind.Equals(kind, StringComparison.Ordinal));

    /// <summary>Ends the clients, each with its last answer.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    /// <summary>The replies by kind and status, for messages.</summary>
    public string Summary() =>
        string.Join(
            ", ",
            _replies
                .GroupBy(reply => (reply.Kind, reply.Status))
                .OrderBy(group => group.Key)
                .Select(group =>
                    $"{group.Key.Kind} {group.Key.Status}: {group.Count()} (longest {group.Max(r => r.Took.TotalMilliseconds):F0} ms)"
                )
        );

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private Load Start(int clients, string kind, Func<Task<Answer>> ask, TimeSpan pause)
    {
        for (var i = 0; i < clients; i++)
        {
            _clients.Add(Task.Run(() => RunAsync(kind, ask, pause)));
        }

        return this;
    }

    private async Task RunAsync(string kind, Func<Task<Answer>> ask, TimeSpan pause)
    {
        while (!_stop.IsCancellationRequested)
        {
            var since = Stopwatch.GetTimestamp();

            try
            {
                var answer = await ask();
                Keep(kind, since, answer.Status, answer);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                _replies.Enqueue(
                    new Reply(kind, 0, Guid.Empty, since, Stopwatch.GetElapsedTime(since), exception.Message)
                );
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause);
            }
        }
    }

    private void Keep(string kind, long since, int status, Answer answer) =>
        _replies.Enqueue(
            new Reply(
                kind,
                status,
                status == 201 ? answer.Id : Guid.Empty,
                since,
                Stopwatch.GetElapsedTime(since),
                status >= 400 ? answer.Text : ""
            )
        );
}
