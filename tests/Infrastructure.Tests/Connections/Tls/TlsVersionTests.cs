using System.Security.Authentication;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Notifications;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>That each kind of connection is held to <c>Database:MinTlsVersion</c>, pooled or not.</summary>
public sealed class TlsVersionTests(TlsServer server) : IClassFixture<TlsServer>
{
    private const string Version = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private const string New = "TLSv1.3";
    private const string Old = "TLSv1.2";

    /// <summary>Every kind of connection that the product opens.</summary>
    public static TheoryData<string> Kinds =>
        ["Read", "Write", "LongRunning", "Migration", "listener", "set-up", "schema", "copy of schema"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_newest_version_is_taken_where_the_server_has_it(string kind)
    {
        await server.LimitAsync(New);

        (await VersionOfAsync(kind, "1.2")).ShouldBe(New);
        (await VersionOfAsync(kind, "1.3")).ShouldBe(New);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_older_server_is_refused_where_the_newest_version_is_demanded(string kind)
    {
        await server.LimitAsync(Old);

        (await VersionOfAsync(kind, "1.2")).ShouldBe(Old);
        var refusal = await Should.ThrowAsync<Exception>(() => VersionOfAsync(kind, "1.3"));
        refusal.Find<AuthenticationException>().ShouldNotBeNull();
    }

    private async Task<string> VersionOfAsync(string kind, string least)
    {
        var way = server.Verifying.ConnectionString;
        var tls = TlsOptions.From(_ => least);

        switch (kind)
        {
            case "listener":
                await using (var source = ListeningConnection.SourceOf(way, tls))
                await using (var listener = source.CreateConnection())
                {
                    await listener.OpenAsync();

                    return await listener.AskAsync<string>(Version);
                }

            case "set-up":
                try
                {
                    await using var setup = await SetupConnection.OpenAsync(way, "Admin", tls, default);

                    return await setup.AskAsync<string>(Version);
                }
                catch (SetupException refusal)
                {
                    refusal.Message.ShouldContain("Database__MinTlsVersion");

                    throw;
                }

            case "schema":
                await using (var schema = MigrationContext.Create(way, tls))
                {
                    return await schema.Database.SqlQueryRaw<string>(AsValue(Version)).SingleAsync();
                }

            // EF Core copies its connection to ask whether there is a database, and to create one.
            case "copy of schema":
                await using (var schema = MigrationContext.Create(way, tls))
                await using (var copy = ((NpgsqlConnection)schema.Database.GetDbConnection()).CloneWith(way))
                {
                    await copy.OpenAsync();

                    return await copy.AskAsync<string>(Version);
                }

            default:
                await using (var services = Nodes.At(way, settings: ("Database:MinTlsVersion", least)))
                await using (
                    var lease = await services.Lender().AcquireAsync(Enum.Parse<ConnectionPurpose>(kind))
                )
                {
                    return await lease.Connection.AskAsync<string>(Version);
                }
        }
    }

    private static string AsValue(string sql) => $"""SELECT version AS "Value" FROM ({sql})""";
}
