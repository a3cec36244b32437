using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>A PostgreSQL server with a certificate of a test's own, which refuses whoever comes in plain text.</summary>
public sealed class TlsServer : IAsyncLifetime, IAsyncDisposable
{
    private const string OnlyWithTls = "hostssl all all 127.0.0.1/32 scram-sha-256\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("enterprise-tls-");
    private readonly TestAuthority _authority = new();
    private OwnPostgres _server = null!;

    /// <summary>The superuser's connection string, which believes no certificate that it cannot verify.</summary>
    public NpgsqlConnectionStringBuilder Verifying => Trusting("authority.pem");

    /// <summary>The same, but it trusts an authority that has never seen the server.</summary>
    public NpgsqlConnectionStringBuilder TrustingAStranger => Trusting("stranger.pem");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(PathOf("authority.pem"), _authority.Certificate);

        using (var stranger = new TestAuthority())
        {
            await File.WriteAllTextAsync(PathOf("stranger.pem"), stranger.Certificate);
        }

        _server = await OwnPostgres.CreateAsync();
        await _server.WriteAsync("pg_hba.conf", OnlyWithTls);
        await PresentAsync("127.0.0.1", "localhost");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>From here on the server's certificate is for these hosts.</summary>
    internal async Task PresentAsync(params string[] hosts)
    {
        var (certificate, key) = _authority.Issue(hosts);
        await _server.WriteAsync("server.crt", certificate);
        await _server.WriteAsync("server.key", key);
        await SetAsync("ssl = on");
    }

    /// <summary>From here on the server speaks no newer version, such as <c>TLSv1.2</c>.</summary>
    internal Task LimitAsync(string version) => SetAsync($"ssl_max_protocol_version = '{version}'");

    private async Task SetAsync(string setting)
    {
        await using var connection = new NpgsqlConnection(_server.Admin.ConnectionString);
        await connection.OpenAsync();
        await connection.RunAsync($"ALTER SYSTEM SET {setting}");
        var before = await connection.AskAsync<DateTime>("SELECT clock_timestamp()");
        await connection.RunAsync("SELECT pg_reload_conf()");
        await connection.UntilAsync("SELECT pg_conf_load_time() > $1", before);

        // The postmaster reads the certificate last, and lets nobody in before it has.
        await using var next = new NpgsqlConnection($"{_server.Admin};SSL Mode=Require");
        await next.OpenAsync();
    }

    private NpgsqlConnectionStringBuilder Trusting(string authority) =>
        new(_server.Admin.ConnectionString)
        {
            SslMode = SslMode.VerifyFull,
            RootCertificate = PathOf(authority),
        };

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
