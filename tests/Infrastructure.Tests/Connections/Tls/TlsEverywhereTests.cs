using System.Diagnostics;
using System.Security.Authentication;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Notifications;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>That the setting reaches everybody who connects, and that nobody needs plain text.</summary>
public sealed class TlsEverywhereTests(TlsServer server) : IClassFixture<TlsServer>
{
    private const string New = "TLSv1.3";
    private const string Old = "TLSv1.2";

    [Fact]
    public async Task A_database_is_set_up_and_used_on_a_server_that_takes_no_plain_text()
    {
        await server.LimitAsync(New);
        await using var services = Services("1.3");

        var users = await services.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
        (await KeyAsync(services, users.DemoId)).ShouldStartWith("ent_");

        await using var lease = await services.Lender().AcquireAsync(ConnectionPurpose.Read);
        (await lease.Connection.AskAsync<long>("SELECT count(*) FROM destinations")).ShouldBe(422);
    }

    [Fact]
    public async Task Whoever_prepares_a_database_refuses_an_older_server()
    {
        await server.LimitAsync(Old);
        await using var services = Services("1.3");

        await ShouldRefuseAsync(() => services.GetRequiredService<DatabaseSetup>().RunAsync(default));
        await ShouldRefuseAsync(() => services.GetRequiredService<MigrationRunner>().UpgradeAsync(default));
        await ShouldRefuseAsync(() => services.GetRequiredService<Seeder>().SeedAsync(default));
        await ShouldRefuseAsync(() => KeyAsync(services, Guid.Empty));
    }

    [Theory]
    [InlineData("1.2", "1400")]
    [InlineData("1.3", "1401")]
    public async Task The_listener_hears_an_older_server_only_where_it_may(string least, string told)
    {
        await server.LimitAsync(Old);
        using var log = new LogCapture();
        var way = server.Verifying.ConnectionString;
        await using var services = Nodes.At(way, log, settings: ("Database:MinTlsVersion", least));
        var listener = services.GetServices<IHostedService>().OfType<NotificationListener>().Single();

        await listener.StartAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();

        while (!log.Text.Contains(" 140", StringComparison.Ordinal) && watch.Elapsed.TotalSeconds < 20)
        {
            await Task.Delay(20);
        }

        await listener.StopAsync(CancellationToken.None);
        log.Text.ShouldContain($" {told} ");
        log.Text.Contains(nameof(AuthenticationException), StringComparison.Ordinal).ShouldBe(least is "1.3");
    }

    private ServiceProvider Services(string least) =>
        TestServices.Create(
            RoleOf("tls_app"),
            RoleOf("tls_owner"),
            new FakeClock(),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:Admin"] = server.Verifying.ConnectionString,
                ["Database:MinTlsVersion"] = least,
            }
        );

    private string RoleOf(string role) =>
        TestRoles.ConnectionTo("tls", role, server.Verifying.ConnectionString).ConnectionString;

    private static Task<string> KeyAsync(IServiceProvider services, Guid userId) =>
        services
            .GetRequiredService<StandingKeys>()
            .EnsureAsync(null, userId, "local", [Scopes.TripsRead], CancellationToken.None);

    private static async Task ShouldRefuseAsync(Func<Task> connect) =>
        (await Should.ThrowAsync<Exception>(connect)).Find<AuthenticationException>().ShouldNotBeNull();
}
