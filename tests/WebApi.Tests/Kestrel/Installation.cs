using System.Security.Cryptography;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Enterprise.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>A server, a database on it as <c>db setup</c> makes one, and the program as a process on that.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string Database = "enterprise";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly bool _ownsServer;

    private Installation(OwnPostgres server, bool ownsServer) => (Server, _ownsServer) = (server, ownsServer);

    public OwnPostgres Server { get; }

    public ServiceProcess Service { get; private set; } = null!;

    /// <summary>The demo user, whose requests give up after 10 s.</summary>
    public ApiClient User { get; private set; } = null!;

    /// <summary>The administrator.</summary>
    public ApiClient Admin { get; private set; } = null!;

    /// <summary>The connection string of the tables' owner, who sees everybody's rows.</summary>
    public string Owner =>
        new NpgsqlConnectionStringBuilder(For("enterprise_owner"))
        {
            Options = "-c app.role=admin",
        }.ConnectionString;

    /// <summary>What must appear nowhere: passwords and the master key.</summary>
    public IReadOnlyList<string> Passwords { get; private set; } = [];

    /// <summary>What the service may say when its answer is not 2xx: all that it has written.</summary>
    public string Log => Service.Output;

    /// <summary>On a server of its own.</summary>
    public static async Task<Installation> CreateAsync(params (string Name, string Value)[] settings) =>
        await CreateAsync(
            new Installation(await OwnPostgres.CreateAsync(), ownsServer: true),
            way => way,
            settings
        );

    /// <summary>On a server that somebody else ends, to which the service comes by some way.</summary>
    /// <param name="server">The server.</param>
    /// <param name="way">Turns the straight way to it into that of the service.</param>
    /// <param name="settings">Settings of the service.</param>
    public static Task<Installation> OnAsync(
        OwnPostgres server,
        Func<NpgsqlConnectionStringBuilder, NpgsqlConnectionStringBuilder> way,
        params (string Name, string Value)[] settings
    ) => CreateAsync(new Installation(server, ownsServer: false), way, settings);

    private static async Task<Installation> CreateAsync(
        Installation installation,
        Func<NpgsqlConnectionStringBuilder, NpgsqlConnectionStringBuilder> way,
        (string Name, string Value)[] settings
    )
    {
        try
        {
            await installation.SetUpAsync(way, settings);
        }
        catch
        {
            await installation.DisposeAsync();

            throw;
        }

        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();

        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (_ownsServer)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>The password of a role that the set-up makes on a server.</summary>
    public static string PasswordOf(OwnPostgres server, string role) =>
        Convert.ToHexString(
            HMACSHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(server.Admin.Password!),
                System.Text.Encoding.UTF8.GetBytes(role)
            )
        );

    private async Task SetUpAsync(
        Func<NpgsqlConnectionStringBuilder, NpgsqlConnectionStringBuilder> way,
        (string Name, string Value)[] settings
    )
    {
        await using var services = TestServices.Create(
            For("enterprise_app"),
            Owner,
            new FakeClock(),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:Admin"] = Server.Admin.ConnectionString,
            }
        );
        var users = await services.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
        var keys = services.GetRequiredService<StandingKeys>();
        var admin = await IssueAsync(users.AdminId, Scopes.Admin);
        var user = await IssueAsync(users.DemoId, [.. Scopes.OfAnOrdinaryUser]);

        Service = await ServiceProcess.StartAsync([
            (
                "ConnectionStrings__Primary",
                way(new NpgsqlConnectionStringBuilder(For("enterprise_app"))).ConnectionString
            ),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            ("RateLimits__Quota", "10000000"),
            .. settings,
        ]);
        await WarmUpAsync(users.DemoId, user);
        _http.BaseAddress = Service.Address;
        Admin = new ApiClient(_http, users.AdminId, admin);
        User = new ApiClient(_http, users.DemoId, user);
        Passwords =
        [
            TestServices.MasterKeyText,
            Password("enterprise_owner"),
            Password("enterprise_app"),
            Server.Admin.Password!,
        ];

        Task<string> IssueAsync(Guid userId, params string[] scopes) =>
            keys.EnsureAsync(secret: null, userId, "standing", scopes, CancellationToken.None);
    }

    /// <summary>Has the service compile what it needs.</summary>
    private async Task WarmUpAsync(Guid userId, string secret)
    {
        using var http = new HttpClient { BaseAddress = Service.Address, Timeout = TimeSpan.FromSeconds(60) };
        var user = new ApiClient(http, userId, secret);
        (await WarmUp.UntilServedAsync(() => user.PostAsync(Paths.Trips, TripBody.With()))).ShouldBe(201);
        (await user.GetAsync(Paths.Trips)).ShouldBe(200);
        (await user.GetAsync(Paths.Ready)).ShouldBe(200);
    }

    private string For(string role) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Server.Admin.Host,
            Port = Server.Admin.Port,
            Database = Database,
            Username = role,
            Password = Password(role),
        }.ConnectionString;

    private string Password(string role) => PasswordOf(Server, role);
}
