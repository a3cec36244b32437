using Enterprise.Domain.Users;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>What the tests of changes change, and the wires they do it by.</summary>
internal static class Writers
{
    /// <summary>The end of the message, for <c>READ COMMITTED</c> is no commit.</summary>
    public const string CommitMessage = "COMMIT\0";

    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A user who is not stored yet.</summary>
    public static User NewUser(string name = "Ada") =>
        User.Register(
            Guid.CreateVersion7(FakeClock.Beginning),
            TestUsers.Input().Email!,
            name,
            User.NoPreferences,
            FakeClock.Beginning
        );

    /// <summary>How often a user is stored.</summary>
    public static async Task<long> CountAsync(this TestDatabase database, User user)
    {
        await using var connection = await database.ConnectAsAppAsync();

        return await connection.AskAsync<long>("SELECT count(*) FROM users WHERE id = $1", user.Id);
    }

    /// <summary>A wire to the server of a database.</summary>
    public static TcpProxy WireTo(TestDatabase database)
    {
        var server = new NpgsqlConnectionStringBuilder(database.AppConnectionString);

        return TcpProxy.Before(server.Host!, server.Port);
    }

    /// <summary>The connection string of the application's role by a wire.</summary>
    public static string Through(this TestDatabase database, TcpProxy wire) =>
        new NpgsqlConnectionStringBuilder(database.AppConnectionString)
        {
            Host = "127.0.0.1",
            Port = wire.Port,
            SslMode = SslMode.Disable,
        }.ConnectionString;
}
