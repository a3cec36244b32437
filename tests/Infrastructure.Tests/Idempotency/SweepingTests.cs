using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Idempotency;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Idempotency;

/// <summary>What was kept for its time is removed, and nothing before.</summary>
public sealed class SweepingTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private NpgsqlConnection _owner = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _owner = await _database.ConnectAsOwnerAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_secret_goes_after_ten_minutes_and_the_record_after_a_day()
    {
        await KeepAsync("old");
        _database.Clock.Advance(TimeSpan.FromMinutes(10));
        await KeepAsync("new");

        await SweepAsync();
        (await KeysAsync("sealed_body IS NOT NULL")).ShouldBe(["new"]);
        (await KeysAsync("true")).ShouldBe(["new", "old"]);

        _database.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
        await SweepAsync();
        (await KeysAsync("true")).ShouldBe(["new"]);
        (await KeysAsync("sealed_body IS NOT NULL")).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_records_than_one_sweep_takes_at_once_all_go()
    {
        await KeepAsync("one");
        await _owner.RunAsync(
            """
            INSERT INTO idempotency_records (user_id, key, method, path, fingerprint, key_id, status, headers, body, created_at)
            SELECT user_id, key || n, method, path, fingerprint, key_id, status, headers, body, created_at
            FROM idempotency_records, generate_series(1, 2500) n
            """
        );
        _database.Clock.Advance(TimeSpan.FromHours(24));

        await SweepAsync();

        (await KeysAsync("true")).ShouldBeEmpty();
    }

    private Task SweepAsync() =>
        _database
            .Services.GetServices<IHostedService>()
            .OfType<IdempotencySweeper>()
            .Single()
            .SweepAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> KeysAsync(string condition) =>
        _owner.ListAsync<string>($"SELECT key FROM idempotency_records WHERE {condition} ORDER BY key");

    private async Task KeepAsync(string key)
    {
        Caller caller = await _database.Services.RegisterAsync();
        await _database
            .Services.GetRequiredService<IDatabase>()
            .WriteOnceAsync(
                new Once<int>(
                    new IdempotentRequest("POST", "/things", key, new byte[32]),
                    _ => new RecordedAnswer(201, [], "{}"u8.ToArray(), """{"secret": 1}"""u8.ToArray())
                ),
                caller,
                (_, _) => Task.FromResult(0),
                nothing => nothing,
                CancellationToken.None
            );
    }
}
