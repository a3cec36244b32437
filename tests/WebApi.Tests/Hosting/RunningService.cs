using System.Text;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The service of a test class on a database of its own, with an administrator and two users.</summary>
public sealed class RunningService : IAsyncLifetime, IAsyncDisposable
{
    private readonly List<IDisposable> _disposables = [];
    private ServiceHost _host = null!;

    /// <summary>The database, for what is arranged or looked at behind the service's back.</summary>
    public TestDatabase Database { get; } = new();

    private IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Who may do everything.</summary>
    public ApiClient Admin { get; private set; } = null!;

    /// <summary>An ordinary user.</summary>
    public ApiClient Alice { get; private set; } = null!;

    /// <summary>Another ordinary user.</summary>
    public ApiClient Bob { get; private set; } = null!;

    /// <summary>Somebody without a key.</summary>
    public ApiClient Nobody { get; private set; } = null!;

    /// <summary>Where the service listens.</summary>
    public Uri Address => _host.Address;

    /// <summary>The routes that the service has mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        _host = new ServiceHost(Database.AppConnectionString, clock: null, [.. Settings]);
        Nobody = Connect(_host);

        var admin = await Database.Services.RegisterAsync();
        var secret = await Database
            .Services.GetRequiredService<StandingKeys>()
            .EnsureAsync(secret: null, admin.UserId, "admin", [Scopes.Admin], CancellationToken.None);
        Admin = Nobody.As(admin.UserId, secret);
        Alice = await RegisterAsync();
        Bob = await RegisterAsync();
    }

    /// <summary>Starts one outside of a fixture, with settings beyond those of every test; dispose it.</summary>
    public static async Task<RunningService> StartAsync(IReadOnlyList<(string Name, string Value)> settings)
    {
        var service = new RunningService { Settings = settings };
        await service.InitializeAsync();

        return service;
    }

    /// <summary>Makes a user through the service, and a key for them: an ordinary user's unless scopes are given.</summary>
    public async Task<ApiClient> RegisterAsync(params string[] scopes)
    {
        var person = TestUsers.Input();
        var user = await Admin.PostAsync(
            Paths.Users,
            $$"""{"email": "{{person.Email}}", "displayName": "{{person.DisplayName}}"}"""
        );

        return await IssueAsync(user.ShouldBe(201).Id, scopes);
    }

    /// <summary>Somebody who calls with another key of a user's.</summary>
    public async Task<ApiClient> IssueAsync(Guid userId, params string[] scopes)
    {
        var names = scopes.Length > 0 ? scopes : [.. Scopes.OfAnOrdinaryUser];
        var key = await Admin.PostAsync(Paths.KeysOf(userId), KeyBody.With(("scopes", KeyBody.List(names))));

        return Nobody.As(userId, key.ShouldBe(201).Member("secret"));
    }

    /// <summary>The service once more, going by another clock or on another database; nobody calls it yet.</summary>
    public ApiClient StartAnother(
        TimeProvider? clock = null,
        string? connectionString = null,
        params (string Name, string Value)[] settings
    )
    {
        var host = new ServiceHost(connectionString ?? Database.AppConnectionString, clock, settings);
        _disposables.Add(host);

        return Connect(host);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposables.ForEach(disposable => disposable.Dispose());
        await _host.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private ApiClient Connect(ServiceHost host)
    {
        var handler = new ContractHandler(host.Errors)
        {
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // A header field may hold what it should not.
                RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            },
        };
        var http = new HttpClient(handler) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
        _disposables.Insert(0, http);

        return new ApiClient(http, Guid.Empty, secret: null);
    }
}
