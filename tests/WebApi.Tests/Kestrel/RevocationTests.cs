using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>Two processes on one database: a revoked key ends on both within a second, remembered or not.</summary>
/// <remarks>Keys are remembered for a minute here, so that forgetting them by themselves cannot help.</remarks>
public sealed class RevocationTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    private readonly RunningService _service = new();
    private readonly List<HttpClient> _clients = [];
    private TcpProxy _wire = null!;
    private ServiceProcess _near = null!;
    private ServiceProcess _far = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(_service.Database.AppConnectionString);
        _wire = TcpProxy.Before(database.Host!, database.Port);
        _near = await StartAsync(database.ConnectionString);
        // What the second process hears comes over a wire that can be stopped.
        (database.Host, database.Port) = ("127.0.0.1", _wire.Port);
        _far = await StartAsync(database.ConnectionString);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _near.DisposeAsync();
        await _far.DisposeAsync();
        await _wire.DisposeAsync();
        await _service.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_revoked_key_is_refused_by_both_within_a_second_although_both_remember_it()
    {
        var (key, near, far) = await RememberedEverywhereAsync();

        (await As(_near, _service.Alice.Secret).DeleteAsync(Paths.Key(key))).ShouldBe(204);
        await Task.Delay(Promised);

        (await near.GetAsync(Paths.Me)).ShouldBeProblem(401);
        (await far.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }

    [Fact]
    public async Task A_key_that_is_revoked_past_the_service_is_refused_as_well()
    {
        var (key, near, far) = await RememberedEverywhereAsync();

        await using var owner = await _service.Database.ConnectAsOwnerAsync();
        await owner.RunAsync("UPDATE api_keys SET revoked_at = now() WHERE id = $1", key);
        await Task.Delay(Promised);

        (await near.GetAsync(Paths.Me)).ShouldBeProblem(401);
        (await far.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }

    [Fact]
    public async Task A_process_whose_listener_is_cut_off_asks_the_database_again()
    {
        var (key, near, far) = await RememberedEverywhereAsync();

        await using (var admin = await _service.Database.ConnectAsAdminAsync())
        {
            var ended = await admin.ListAsync<bool>(
                """
                SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'enterprise-listener'
                """
            );
            ended.Count.ShouldBeGreaterThanOrEqualTo(2);
            await admin.RunAsync("UPDATE api_keys SET revoked_at = now() WHERE id = $1", key);
        }

        await Task.Delay(Promised);
        (await near.GetAsync(Paths.Me)).ShouldBeProblem(401);
        (await far.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }

    [Fact]
    public async Task A_process_whose_listener_hears_nothing_trusts_nothing_that_it_remembers()
    {
        var (key, _, far) = await RememberedEverywhereAsync();

        _wire.IsBlackHole = true;
        await using var owner = await _service.Database.ConnectAsOwnerAsync();
        await owner.RunAsync("UPDATE api_keys SET revoked_at = now() WHERE id = $1", key);
        await Task.Delay(Promised);

        // Its pool connects directly: only what it would hear is lost.
        (await far.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }

    /// <summary>A new key that both processes answer to without asking the database.</summary>
    private async Task<(Guid Key, ApiClient Near, ApiClient Far)> RememberedEverywhereAsync()
    {
        var issued = (
            await _service.Alice.PostAsync(Paths.Keys, KeyBody.With(("scopes", """["users:read"]""")))
        );
        var secret = issued.ShouldBe(201).Member("secret")!;
        var (near, far) = (As(_near, secret), As(_far, secret));
        await _near.UntilWritesAsync("Hears what other nodes change");
        await _far.UntilWritesAsync("Hears what other nodes change");
        (await near.GetAsync(Paths.Me)).ShouldBe(200);
        (await far.GetAsync(Paths.Me)).ShouldBe(200);

        await using var owner = await _service.Database.ConnectAsOwnerAsync();
        await owner.RunAsync("ALTER FUNCTION find_api_key(bytea) RENAME TO hidden_from_everybody");
        (await near.GetAsync(Paths.Me)).ShouldBe(200);
        (await far.GetAsync(Paths.Me)).ShouldBe(200);
        await owner.RunAsync("ALTER FUNCTION hidden_from_everybody(bytea) RENAME TO find_api_key");

        return (issued.Id, near, far);
    }

    private Task<ServiceProcess> StartAsync(string direct) =>
        ServiceProcess.StartAsync(
            ("ConnectionStrings__Primary", _service.Database.AppConnectionString),
            ("ConnectionStrings__Direct", direct),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            ("ApiKeys__CacheSeconds", "60"),
            ("Database__MaxConnections", "5")
        );

    private ApiClient As(ServiceProcess process, string secret)
    {
        var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(20) };
        _clients.Add(http);

        return new ApiClient(http, _service.Alice.UserId, secret);
    }
}
