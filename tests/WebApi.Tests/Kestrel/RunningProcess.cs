using Enterprise.Tests.Support.Hosting;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The program as a process, on the database of a running service that has its users.</summary>
public sealed class RunningProcess : IAsyncLifetime, IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private ServiceProcess _process = null!;

    /// <summary>The same service inside this process.</summary>
    public RunningService Service { get; } = new();

    /// <summary>Where the process listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>An ordinary user, who calls the process.</summary>
    public ApiClient Alice { get; private set; } = null!;

    /// <summary>Somebody without a key, who calls the process.</summary>
    public ApiClient Nobody { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        _process = await StartAnotherAsync();
        _http.BaseAddress = _process.Address;
        Nobody = new ApiClient(_http, Guid.Empty, secret: null);
        Alice = Nobody.As(Service.Alice.UserId, Service.Alice.Secret);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        await Service.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>One more process on the same database.</summary>
    internal Task<ServiceProcess> StartAnotherAsync(params (string Name, string Value)[] settings) =>
        ServiceProcess.StartAsync([
            ("ConnectionStrings__Primary", Service.Database.AppConnectionString),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            ("Database__MaxConnections", "10"),
            // What a process does for the first time, a busy machine takes seconds for.
            ("Database__RequestBudget", "15"),
            .. settings,
        ]);
}
