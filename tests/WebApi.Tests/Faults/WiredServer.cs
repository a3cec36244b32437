using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>A server, and a wire before it by which the service comes.</summary>
public sealed class WiredServer : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public OwnPostgres Server { get; private set; } = null!;

    /// <summary>The wire.</summary>
    public TcpProxy Wire { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Server = await OwnPostgres.CreateAsync();
        Wire = TcpProxy.Before(Server.Admin.Host!, Server.Admin.Port);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Wire.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>The service on it, which comes by the wire.</summary>
    internal Task<Installation> InstallAsync(params (string Name, string Value)[] settings) =>
        Installation.OnAsync(
            Server,
            way => new NpgsqlConnectionStringBuilder(way.ConnectionString)
            {
                Host = "127.0.0.1",
                Port = Wire.Port,
            },
            settings
        );

    /// <summary>The service on it, which comes by a pooler, and that by the wire.</summary>
    internal Task<Installation> InstallBehindAsync(
        PgBouncer bouncer,
        params (string Name, string Value)[] settings
    ) => Installation.OnAsync(Server, way => bouncer.Before(way.ConnectionString), settings);

    /// <summary>A pooler in transaction mode at this end of the wire.</summary>
    internal Task<PgBouncer> StartBouncerAsync() =>
        PgBouncer.StartAsync(
            new NpgsqlConnectionStringBuilder(Server.Admin.ConnectionString)
            {
                Host = "127.0.0.1",
                Port = Wire.Port,
            },
            PoolMode.Transaction
        );
}
