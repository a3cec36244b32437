using System.Globalization;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup.Roles;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A migrated, empty database that throw-away ones are copied from, made as <c>db setup</c> makes one.</summary>
/// <remarks>
/// It is made once for each build of the migrations: its name carries the version of their module, which the
/// compiler makes of the content. An advisory lock lets one of several test processes make it while the others
/// wait.
/// </remarks>
internal static class TemplateDatabase
{
    private const string NamePrefix = "enterprise_test_template_";

    /// <summary>"tmpl" as ASCII.</summary>
    private const long BuildLock = 0x746D_706C;

    private static readonly Lazy<Task<string>> Shared = new(async () =>
        await EnsureAsync(await PostgresServer.GetAsync())
    );

    /// <summary>The name of the template of this build, which is there when the task ends.</summary>
    public static Task<string> NameAsync() => Shared.Value;

    private static async Task<string> EnsureAsync(PostgresServer server)
    {
        await using var connection = await server.ConnectAsync();
        await connection.RunAsync("SELECT pg_advisory_lock($1)", BuildLock);

        var name = NamePrefix + VersionOfMigrations();
        await DropOthersAsync(connection, name);

        if (
            !await connection.AskAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)",
                name
            )
        )
        {
            // Under another name until it is complete: a killed build must not pass for a finished one.
            var unfinished = $"{NamePrefix}unfinished";
            await BuildAsync(server, unfinished);
            await connection.RunAsync($"ALTER DATABASE {unfinished} RENAME TO {name}");
        }

        return name;
    }

    private static async Task BuildAsync(PostgresServer server, string name)
    {
        var admin = server.AdminConnectionString;
        var tls = new TlsOptions();
        var owner = TestRoles.ConnectionTo(name, TestRoles.Owner, admin);
        var application = TestRoles.ConnectionTo(name, TestRoles.Application, admin);

        await RolesAndDatabase.CreateAsync(
            admin,
            owner,
            application,
            // Tests hold locks on purpose, on machines with much to do.
            statementTimeout: TimeSpan.FromSeconds(20),
            tls,
            CancellationToken.None
        );
        var runner = new MigrationRunner(owner.ConnectionString, tls, NullLogger<MigrationRunner>.Instance);
        await runner.UpgradeAsync(CancellationToken.None);
        await RolesAndDatabase.GrantAsync(owner, application, tls, CancellationToken.None);
    }

    private static async Task DropOthersAsync(NpgsqlConnection connection, string name)
    {
        var others = await connection.ListAsync<string>(
            "SELECT datname::text FROM pg_database WHERE starts_with(datname, $1) AND datname <> $2",
            NamePrefix,
            name
        );

        foreach (var other in others)
        {
            await connection.RunAsync($"DROP DATABASE {other} WITH (FORCE)");
        }
    }

    /// <summary>The same in all test processes, although each measures the coverage of a copy of its own.</summary>
    private static string VersionOfMigrations() =>
        typeof(MigrationRunner).Module.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture);
}
