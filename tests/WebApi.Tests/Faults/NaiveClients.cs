using System.Collections.Concurrent;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>Clients that write past the service, and pass their patience on to the commit.</summary>
internal sealed class NaiveClients : IAsyncDisposable
{
    private const string Insert = """
        INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at,
            updated_at)
        VALUES ($1, $2, 'Naive', 'Rome', '2027-01-01', '2027-01-02', 1, 'leisure', 'planning', now(), now())
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private readonly NpgsqlDataSource _pool;
    private readonly TimeSpan _patience;
    private readonly Guid _owner;
    private readonly Task _all;

    private NaiveClients(int count, TimeSpan patience, Installation installation)
    {
        (_patience, _owner) = (patience, installation.User.UserId);
        _pool = NpgsqlDataSource.Create(installation.Owner);
        _all = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(WriteAsync)));
    }

    public static NaiveClients Start(int count, TimeSpan patience, Installation installation) =>
        new(count, patience, installation);

    /// <summary>Ends them, and gives the trips that they believe to be safe.</summary>
    public async Task<IReadOnlyList<Guid>> StopAsync()
    {
        await _stop.CancelAsync();
        await _all;

        return [.. _acknowledged];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _pool.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            using var patience = new CancellationTokenSource(_patience);

            try
            {
                await using var connection = await _pool.OpenConnectionAsync(patience.Token);
                await using var transaction = await connection.BeginTransactionAsync(patience.Token);
                await connection.RunAsync(Insert, id, _owner);
                await transaction.CommitAsync(patience.Token);
                _acknowledged.Add(id);
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
            {
                // Not acknowledged.
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
