using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>Two processes on one database, of which the second one hears over a wire that can be stopped.</summary>
/// <remarks>They remember keys for a minute, so that forgetting them by themselves cannot help.</remarks>
public sealed class TwoNodes : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _nearHttp = new() { Timeout = Patience };
    private readonly HttpClient _farHttp = new() { Timeout = Patience };
    private ServiceProcess? _near;
    private ServiceProcess? _far;

    /// <summary>The same service inside this process, with its users and its database.</summary>
    public RunningService Service { get; } = new();

    /// <summary>What the second process hears by.</summary>
    public TcpProxy Wire { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        var direct = new NpgsqlConnectionStringBuilder(Service.Database.AppConnectionString);
        Wire = TcpProxy.Before(direct.Host!, direct.Port);
        _near = await StartAsync(direct.ConnectionString);
        (direct.Host, direct.Port) = ("127.0.0.1", Wire.Port);
        _far = await StartAsync(direct.ConnectionString);
        (_nearHttp.BaseAddress, _farHttp.BaseAddress) = (_near.Address, _far.Address);
        var (near, far) = As(Service.Admin.Secret);
        await ChangeSomethingAsync(near);
        await ChangeSomethingAsync(far);
    }

    /// <summary>Somebody who calls the first process, and the second one.</summary>
    public (ApiClient Near, ApiClient Far) As(string secret) =>
        (
            new ApiClient(_nearHttp, Service.Alice.UserId, secret),
            new ApiClient(_farHttp, Service.Alice.UserId, secret)
        );

    /// <summary>A new key that both processes answer to without asking the database.</summary>
    public async Task<(Guid Key, ApiClient Near, ApiClient Far)> IssueRememberedAsync()
    {
        var body = KeyBody.With(("scopes", """["users:read"]"""));
        var key = (await Service.Alice.PostAsync(Paths.Keys, body)).ShouldBe(201);
        var (near, far) = As(key.Member("secret")!);
        using var patience = new CancellationTokenSource(Patience);

        while (!await IsRememberedAsync(near, far))
        {
            await Task.Delay(50, patience.Token);
        }

        return (key.Id, near, far);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _nearHttp.Dispose();
        _farHttp.Dispose();
        await (_near?.DisposeAsync() ?? default);
        await (_far?.DisposeAsync() ?? default);
        await Wire.DisposeAsync();
        await Service.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>What is done first takes longest, and no test means that.</summary>
    private static async Task ChangeSomethingAsync(ApiClient node)
    {
        var path = Paths.Destination(DestinationBody.NewId());
        (await WarmUp.UntilServedAsync(() => node.PutAsync(path, DestinationBody.Soldeu))).ShouldBe(201);
        (await node.DeleteAsync(path)).ShouldBe(204);
    }

    /// <summary>Whether both answer although the database cannot be asked for keys.</summary>
    private async Task<bool> IsRememberedAsync(ApiClient near, ApiClient far)
    {
        (await near.GetAsync(Paths.Me)).ShouldBe(200);
        (await far.GetAsync(Paths.Me)).ShouldBe(200);
        await using var owner = await Service.Database.ConnectAsOwnerAsync();
        await owner.RunAsync("ALTER FUNCTION find_api_key(bytea) RENAME TO hidden_from_everybody");
        var answers = (await near.GetAsync(Paths.Me), await far.GetAsync(Paths.Me));
        await owner.RunAsync("ALTER FUNCTION hidden_from_everybody(bytea) RENAME TO find_api_key");

        return answers is ({ Status: 200 }, { Status: 200 });
    }

    private Task<ServiceProcess> StartAsync(string direct) =>
        ServiceProcess.StartAsync(
            ("ConnectionStrings__Primary", Service.Database.AppConnectionString),
            ("ConnectionStrings__Direct", direct),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            ("ApiKeys__CacheSeconds", "60"),
            ("Database__MaxConnections", "5")
        );
}
