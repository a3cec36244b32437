using System.Net;
using System.Net.Sockets;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Setup;

/// <summary>What stands in the way of a set-up is one sentence that says what to do and holds no secret.</summary>
public sealed class SetupFailureTests
{
    private const string WrongPassword = "correct-horse-battery-staple";

    [Fact]
    public async Task A_wrong_password_of_the_administrator_is_told_with_the_role_and_the_setting()
    {
        await using var server = await ScratchServer.CreateAsync();
        var admin = new NpgsqlConnectionStringBuilder(server.AdminConnectionString)
        {
            Password = WrongPassword,
        };

        var message = await FailureOfAsync(server, admin.ConnectionString);

        message.ShouldContain("the password of the role 'postgres' is wrong");
        message.ShouldContain("ConnectionStrings__Admin");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_with_its_address()
    {
        await using var server = await ScratchServer.CreateAsync();
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        var admin = new NpgsqlConnectionStringBuilder(server.AdminConnectionString)
        {
            Host = "127.0.0.1",
            Port = port,
            Password = WrongPassword,
        };

        var message = await FailureOfAsync(server, admin.ConnectionString);

        message.ShouldContain($"127.0.0.1:{port}");
        message.ShouldContain("no PostgreSQL server answers there");
    }

    [Fact]
    public async Task A_database_that_is_missing_where_no_administrator_is_given_is_told_by_name()
    {
        await using var server = await ScratchServer.CreateAsync();
        await using (var postgres = await server.ConnectAsAdminAsync("postgres"))
        {
            await postgres.RunAsync(
                $"CREATE ROLE {server.Name}_owner LOGIN PASSWORD '{server.Owner.Password}'"
            );
        }

        var message = await FailureOfAsync(server, admin: null);

        message.ShouldContain($"database '{server.Name}'");
        message.ShouldContain("there is no such database; make it by db setup, or name another one");
    }

    [Fact]
    public async Task A_server_without_pgvector_is_told_with_the_package_to_install()
    {
        await using var server = await ScratchServer.CreateAsync();
        await PrepareAsync(
            server,
            "DROP EXTENSION vector",
            "CREATE SCHEMA bare",
            "CREATE VIEW bare.pg_available_extensions AS SELECT * FROM pg_catalog.pg_available_extensions WHERE name <> 'vector'",
            $"GRANT USAGE ON SCHEMA bare TO {server.Name}_owner",
            $"GRANT SELECT ON bare.pg_available_extensions TO {server.Name}_owner"
        );
        server.Owner.SearchPath = "bare, pg_catalog, public";

        var message = await FailureOfAsync(server, admin: null);

        message.ShouldContain("has no pgvector: install its package (on Debian: postgresql-17-pgvector)");
    }

    [Fact]
    public async Task A_role_that_may_not_create_the_extension_is_told_what_to_ask_for()
    {
        await using var server = await ScratchServer.CreateAsync();
        await PrepareAsync(
            server,
            "DROP EXTENSION vector",
            $"ALTER DATABASE {server.Name} OWNER TO postgres",
            $"GRANT CONNECT ON DATABASE {server.Name} TO {server.Name}_owner"
        );

        var message = await FailureOfAsync(server, admin: null);

        message.ShouldContain($"CREATE EXTENSION vector; in the database {server.Name}");
    }

    /// <summary>Creates roles and database, then spoils them as the superuser.</summary>
    private static async Task PrepareAsync(ScratchServer server, params string[] spoil)
    {
        await server.CreateDatabaseAsync();
        await using var admin = await server.ConnectAsAdminAsync();

        foreach (var statement in spoil)
        {
            await admin.RunAsync(statement);
        }
    }

    private static async Task<string> FailureOfAsync(ScratchServer server, string? admin)
    {
        await using var setup = server.CreateSetup(admin);

        var failure = await Should.ThrowAsync<SetupException>(() =>
            setup.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None)
        );

        failure.Message.ShouldEndWith(".");
        failure.Message.ShouldNotContain("\n");
        failure.ToString().ShouldNotContain(WrongPassword);
        failure.ToString().ShouldNotContain(server.Owner.Password!);

        return failure.Message;
    }
}
