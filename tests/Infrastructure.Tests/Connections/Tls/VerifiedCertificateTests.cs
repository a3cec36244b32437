using System.Security.Authentication;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary><c>SSL Mode=VerifyFull</c> lets the product speak to the server that it means, and to no other.</summary>
public sealed class VerifiedCertificateTests(TlsServer server) : IClassFixture<TlsServer>, IAsyncLifetime
{
    public Task InitializeAsync() => server.PresentAsync("127.0.0.1", "localhost");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Every_pool_is_encrypted_to_a_server_whose_certificate_is_good(string host)
    {
        var verifying = server.Verifying;
        verifying.Host = host;
        await using var services = Nodes.At(verifying.ConnectionString);

        foreach (var purpose in Enum.GetValues<ConnectionPurpose>())
        {
            await using var lease = await services.Lender().AcquireAsync(purpose);
            (
                await lease.Connection.AskAsync<bool>(
                    "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
                )
            ).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        await ShouldRefuseAsync(server.TrustingAStranger);

        // It is the authority that is wrong, and nothing else: who does not verify comes in.
        var careless = server.TrustingAStranger;
        (careless.SslMode, careless.RootCertificate) = (SslMode.Require, null);
        await ShouldAcceptAsync(careless);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        await server.PresentAsync("db.example.org");

        await ShouldRefuseAsync(server.Verifying);

        // It is the name that is wrong, and nothing else.
        var nameless = server.Verifying;
        nameless.SslMode = SslMode.VerifyCA;
        await ShouldAcceptAsync(nameless);
    }

    [Fact]
    public async Task A_set_up_that_does_not_trust_the_server_says_so()
    {
        var failure = await Should.ThrowAsync<SetupException>(() =>
            SetupConnection.OpenAsync(
                server.TrustingAStranger.ConnectionString,
                "Admin",
                new(),
                CancellationToken.None
            )
        );

        failure.Message.ShouldContain("TLS was not agreed on: its certificate is not trusted for this host");
        failure.Message.ShouldContain("ConnectionStrings__Admin");
        failure.ToString().ShouldNotContain(server.Verifying.Password!);
    }

    private static async Task ShouldAcceptAsync(NpgsqlConnectionStringBuilder way)
    {
        await using var services = Nodes.At(way.ConnectionString);
        await using var lease = await services.Lender().AcquireAsync(ConnectionPurpose.Read);
        (await lease.Connection.AskAsync<int>("SELECT 1")).ShouldBe(1);
    }

    private static async Task ShouldRefuseAsync(NpgsqlConnectionStringBuilder way)
    {
        await using var services = Nodes.At(way.ConnectionString);

        foreach (var purpose in Enum.GetValues<ConnectionPurpose>())
        {
            var refusal = await Should.ThrowAsync<Exception>(async () =>
                await services.Lender().AcquireAsync(purpose)
            );
            refusal.Find<AuthenticationException>().ShouldNotBeNull();
        }
    }
}
